// A list of messages that is kept up to date: what has not changed stays as it is, so that nothing loses its focus.

import { act } from "/page/api.js";
import { h } from "/page/dom.js";
import { day, messageNode } from "/page/message.js";
import { mrkdwnSource } from "/page/typed.js";
import { messagesOf, repliesTo } from "/page/state.js";
import { t } from "/page/words.js";

const NEAR = 300; // seconds within which a person's next message needs no new head

export function messageList({ label, openThread }) {
  const node = h("div", { className: "messages", role: "log", "aria-live": "polite", "aria-label": label, tabIndex: 0 });
  const shown = new Map();
  let editing = null;

  // Show the messages of a channel, or of one of its threads. empty: what is shown when there are none.
  function update(place, thread, empty) {
    const atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < 80;
    const list = messagesOf(place, thread);
    const before = new Set(shown.keys());
    const nodes = [];
    let last = null;
    for (const message of list) {
      if (!last || day(last.ts) !== day(message.ts)) nodes.push(divider(message.ts));
      const follows = Boolean(last) && nodes.at(-1).className !== "day" && isSame(last, message);
      nodes.push(one(message, place, thread, follows));
      before.delete(`${place}:${message.ts}`);
      last = message;
      if (thread && message.ts === thread && list.length > 1) nodes.push(h("div", { className: "count-line" }, t("replies", list.length - 1)));
    }
    before.forEach((key) => shown.delete(key));
    place_(nodes.length ? nodes : [empty].filter(Boolean));
    if (atEnd || list.at(-1)?.ts !== node.dataset.last) toEnd();
    node.dataset.last = list.at(-1)?.ts ?? "";
  }

  // To the newest message; one that is too long to be seen whole is shown from its beginning.
  function toEnd() {
    const newest = node.lastElementChild;
    node.scrollTop = node.scrollHeight;
    if (newest && newest.offsetHeight > node.clientHeight) node.scrollTop = newest.offsetTop - node.offsetTop;
  }

  // Put nodes into the list, moving as little as possible.
  function place_(nodes) {
    const wanted = new Set(nodes);
    [...node.children].forEach((child) => !wanted.has(child) && child.remove());
    nodes.forEach((child, at) => node.children[at] !== child && node.insertBefore(child, node.children[at] ?? null));
  }

  function one(message, place, thread, follows) {
    const key = `${place}:${message.ts}`;
    const replies = thread ? 0 : repliesTo(place, message.ts).length;
    const print = JSON.stringify([message, follows, replies, editing === message.ts]);
    const kept = shown.get(key);
    if (kept?.print === print) return kept.node;
    const made = messageNode(message, place, { inThread: Boolean(thread), follows, openThread, edit: (of) => begin(of, place, thread) });
    if (editing === message.ts) made.querySelector(".content").replaceChildren(editor(message, place, thread));
    shown.set(key, { print, node: made });
    return made;
  }

  let again = () => {};
  function begin(message, place, thread) {
    editing = message.ts;
    again(place, thread);
    node.querySelector(".editor textarea")?.focus();
  }

  function editor(message, place, thread) {
    const area = h("textarea", { value: mrkdwnSource(message.text), "aria-label": t("edit") });
    const end = () => ((editing = null), again(place, thread));
    const save = async () => {
      await act("edit", { channel: place, ts: message.ts, text: area.value });
      end();
    };
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) event.preventDefault(), save();
      if (event.key === "Escape") event.stopPropagation(), end();
    });
    return h(
      "div",
      { className: "editor" },
      area,
      h("button", { type: "button", className: "button", onclick: end }, t("cancel")),
      h("button", { type: "button", className: "button primary", onclick: save }, t("save")),
    );
  }

  return { node, update, onAgain: (run) => (again = run) };
}

function divider(ts) {
  const name = day(ts);
  return h("div", { className: "day", role: "separator", "aria-label": name }, h("span", {}, name));
}

function isSame(last, message) {
  const who = (one) => `${one.user}:${one.username ?? ""}:${Boolean(one.is_ephemeral)}`;
  return who(last) === who(message) && Number(message.ts) - Number(last.ts) < NEAR && !last.subtype && !message.subtype;
}
