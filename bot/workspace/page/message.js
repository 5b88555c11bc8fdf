// One message: who, when, what, and what one can do with it.

import { act } from "/page/api.js";
import { blocks } from "/page/blocks.js";
import { h } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { mrkdwn } from "/page/mrkdwn.js";
import { popup } from "/page/popup.js";
import { isAgent, nameOf, person, repliesTo, state } from "/page/state.js";
import { inMessage } from "/page/surface.js";
import { toast } from "/page/toast.js";
import { t } from "/page/words.js";

const when = (ts, options) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: person(state.me).timezone, ...options }).format(new Date(Number(ts) * 1000));

export const time = (ts) => when(ts, { hour: "numeric", minute: "2-digit" });
export const day = (ts) => when(ts, { weekday: "long", month: "long", day: "numeric" });
const whole = (ts) => when(ts, { dateStyle: "long", timeStyle: "short" });

// Nothing is fetched from elsewhere: a picture that is not served here is drawn as initials.
export function avatar(id, custom = {}) {
  if (custom.icon_url?.startsWith(location.origin)) return h("img", { className: "avatar", src: custom.icon_url, alt: "" });
  if (id === state.all.bot.id && !custom.username) return h("img", { className: "avatar", src: "/page/icon.svg", alt: "" });
  const name = custom.username ?? nameOf(id);
  const initials = /^[\x00-\x7f]/.test(name) ? name.split(" ").map((word) => word[0]).slice(0, 2).join("") : name[0];
  const known = state.all.people.findIndex((one) => one.name === name);
  const hue = (known < 0 ? name.length : known) % 6;
  return h("span", { className: `avatar hue-${hue}`, "aria-hidden": "true" }, initials);
}

// place: the channel; inThread: it is shown in the thread pane; follows: the one before is by the same person.
export function messageNode(message, place, { inThread, follows, openThread, edit }) {
  const name = message.username ?? nameOf(message.user);
  const gone = message.subtype === "tombstone";
  const isApp = Boolean(message.bot_id) || message.user === "USLACKBOT";
  const head = h(
    "div",
    { className: "head" },
    h("strong", { className: "name" }, name),
    isApp ? h("span", { className: "badge" }, t("app")) : null,
    isAgent(message.user) ? h("span", { className: "badge agent" }, t("agent")) : null,
    h("time", { dateTime: new Date(Number(message.ts) * 1000).toISOString(), title: whole(message.ts) }, time(message.ts)),
  );
  return h(
    "article",
    { className: `message${follows ? " follows" : ""}${message.is_ephemeral ? " private" : ""}`, "data-ts": message.ts, "aria-label": `${name}, ${time(message.ts)}` },
    avatar(message.user, message),
    h(
      "div",
      { className: "content" },
      message.is_ephemeral ? h("p", { className: "only-you" }, icon("eye"), " ", t("onlyYou")) : null,
      inThread ? null : message.subtype === "thread_broadcast" && h("p", { className: "only-you" }, t("sentTo")),
      head,
      gone ? h("p", { className: "gone" }, t("deleted")) : body(message, place),
      inThread || message.is_ephemeral ? null : summary(message, place, openThread),
    ),
    gone ? null : tools(message, place, { inThread, openThread, edit }),
  );
}

function body(message, place) {
  const shown = message.blocks?.length
    ? blocks(message.blocks, inMessage(message, place))
    : h("div", { className: "text" }, mrkdwn(message.text ?? ""));
  return [shown, message.edited ? h("span", { className: "edited" }, t("edited")) : null];
}

function summary(message, place, openThread) {
  const replies = repliesTo(place, message.ts);
  if (!replies.length) return null;
  const people = [...new Set(replies.map((one) => one.user))].slice(0, 4);
  return h(
    "button",
    { type: "button", className: "replies", onclick: () => openThread(message.ts) },
    people.map((id) => avatar(id)),
    h("span", { className: "count" }, t("replies", replies.length)),
    h("span", { className: "last" }, t("lastReply", time(replies.at(-1).ts))),
  );
}

function tools(message, place, { inThread, openThread, edit }) {
  const root = message.thread_ts ?? message.ts;
  const reply = inThread || message.is_ephemeral
    ? null
    : h("button", { type: "button", className: "icon-button", title: t("reply"), "aria-label": t("reply"), onclick: () => openThread(root) }, icon("reply"));
  const entries = () => [
    ...state.all.bot.shortcuts.map((one) => ({ label: one.name, run: () => shortcut(message, place, one) })),
    ...(message.is_ephemeral ? [] : [{ label: t("copy"), run: () => copy(message, place) }]),
    ...(message.user === state.me && !message.is_ephemeral
      ? [
          { label: t("edit"), run: () => edit(message) },
          { label: t("remove"), danger: true, run: () => act("delete", { channel: place, ts: message.ts }) },
        ]
      : []),
  ];
  return h("div", { className: "tools" }, reply, entries().length ? popup(t("more"), icon("more"), entries) : null);
}

async function shortcut(message, place, one) {
  const answer = await act("shortcut", { channel: place, ts: message.ts, callback: one.callback_id });
  if (answer.trouble) toast(t(answer.trouble, state.all.bot.name));
}

function copy(message, place) {
  const thread = message.thread_ts && message.thread_ts !== message.ts ? `?thread_ts=${message.thread_ts}&cid=${place}` : "";
  navigator.clipboard?.writeText(`${location.origin}/archives/${place}/p${message.ts.replace(".", "")}${thread}`);
}
