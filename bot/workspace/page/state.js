// What the person whom we play sees, kept in step with the workspace by server-sent events.

const listeners = new Set();

export const state = {
  me: null,
  all: null, // the snapshot, changed by every event
  place: null, // id of the open channel
  before: null, // id of the channel that was open before the app's direct message
  thread: null, // ts of the open thread
  tab: "messages", // of the app's direct message
  seen: {}, // channel -> ts of the newest message seen
  values: new Map(), // surface -> block id -> action id -> value
  pressed: new Map(), // feedback given: "ts block action" -> side
  refused: [],
};

export function onChange(listener) {
  listeners.add(listener);
}

export function changed(what = {}) {
  for (const listener of listeners) listener(what);
}

export const person = (id) => state.all.people.find((one) => one.id === id);
export const channel = (id) => state.all.channels.find((one) => one.id === id);
export const isAgent = (id) => state.all.groups.some((group) => group.members.includes(id)) || /support|サポート/i.test(person(id)?.title ?? "");

export function nameOf(id) {
  if (id === state.all.bot.id) return state.all.bot.name;
  if (id === "USLACKBOT") return "Slackbot";
  return person(id)?.name ?? id;
}

export function placeName(id) {
  const place = channel(id);
  if (!place) return id;
  return place.kind === "im" ? state.all.bot.name : `#${place.name}`;
}

// The messages of a channel or of one of its threads, oldest first, with those that only we see.
export function messagesOf(place, thread) {
  const said = state.all.messages[place] ?? [];
  const mine = state.all.whispers.filter((one) => one.channel === place);
  const inside = (one) => one.ts === thread || one.thread_ts === thread;
  const top = (one) => !one.thread_ts || one.thread_ts === one.ts || one.subtype === "thread_broadcast";
  return [...said, ...mine].filter(thread ? inside : top).sort((one, two) => Number(one.ts) - Number(two.ts));
}

export function repliesTo(place, ts) {
  return (state.all.messages[place] ?? []).filter((one) => one.thread_ts === ts && one.ts !== ts);
}

export function unread(place) {
  const since = Number(state.seen[place] ?? 0);
  return (state.all.messages[place] ?? []).filter((one) => Number(one.ts) > since && one.user !== state.me).length;
}

export function see(place) {
  const newest = (state.all.messages[place] ?? []).at(-1);
  if (newest) state.seen[place] = newest.ts;
}

// One change of the workspace, taken over into the snapshot.
export function apply(change) {
  const { all } = state;
  const put = (list, message) => {
    const at = list.findIndex((one) => one.ts === message.ts);
    if (at < 0) list.push(message);
    else list[at] = message;
  };
  const take = {
    message: () => put((all.messages[change.channel] ??= []), change.message),
    gone: () => (all.messages[change.channel] = all.messages[change.channel].filter((one) => one.ts !== change.ts)),
    whisper: () => put(all.whispers, change.message),
    whisper_gone: () => (all.whispers = all.whispers.filter((one) => one.ts !== change.ts)),
    modals: () => (all.modals = change.modals),
    home: () => (all.home = change.home),
    status: () => {
      const key = `${change.channel}:${change.thread}`;
      if (change.status || change.state === "processing") all.statuses[key] = change;
      else delete all.statuses[key];
    },
    title: () => (all.titles[`${change.channel}:${change.thread}`] = change.title),
    prompts: () => (all.prompts[change.channel] = change),
    groups: () => all.groups.forEach((group) => (group.members = change.groups[group.id] ?? group.members)),
    refused: () => state.refused.push(change),
  }[change.kind];
  take?.();
}
