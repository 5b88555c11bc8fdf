// The way to the stand-in: what we see, what changes, what we do.

import { apply, changed, state } from "/page/state.js";

let stream = null;

async function load() {
  const answer = await fetch(`/state?as=${state.me}`);
  state.all = await answer.json();
}

// Become a person: their view is loaded and kept in step. `opened` runs once it is there.
export function become(me, opened) {
  stream?.close();
  state.me = me;
  let first = true;
  stream = new EventSource(`/changes?as=${me}`);
  stream.onopen = async () => {
    await load();
    if (first) opened();
    first = false;
    changed({ connected: true });
  };
  stream.onmessage = (event) => {
    if (!state.all || state.all.me !== me) return;
    const change = JSON.parse(event.data);
    apply(change);
    changed(change);
  };
  stream.onerror = () => changed({ lost: true });
}

// Do something; what the stand-in tells of it. {error} if it cannot be done.
export async function act(name, body) {
  try {
    const answer = await fetch(`/act/${name}?as=${state.me}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return await answer.json();
  } catch {
    return { trouble: "late" };
  }
}
