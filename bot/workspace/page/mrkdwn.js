// Slack's mrkdwn as elements (docs.slack.dev, "Formatting message text").

import { h } from "/page/dom.js";
import { emoji } from "/page/emoji.js";
import { nameOf, placeName, state } from "/page/state.js";

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const EDGE_BEFORE = String.raw`(?<=^|[\s(（「『、。・,.:;!?*_~"'’”])`;
const EDGE_AFTER = String.raw`(?=$|[\s)）」』、。・,.:;!?*_~"'’”])`;
// A mark and its partner around words; [mark] matches it literally.
const span = (mark) => `${EDGE_BEFORE}[${mark}](?=\\S)([^\\n${mark}]+?)(?<=\\S)[${mark}]${EDGE_AFTER}`;
const INLINE = new RegExp(["`([^`\\n]+)`", "<([^<>\\n]+)>", span("*"), span("_"), span("~"), ":([a-z0-9_+-]+):"].join("|"));

// Inline text: links, mentions, code, bold, italic, struck, emoji, line breaks.
export function inline(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const found = INLINE.exec(rest);
    if (!found) {
      nodes.push(...lines(rest));
      break;
    }
    nodes.push(...lines(rest.slice(0, found.index)), piece(found));
    rest = rest.slice(found.index + found[0].length);
  }
  return nodes;
}

function piece([whole, code, angle, bold, italic, struck, name]) {
  if (code) return h("code", {}, plain(code));
  if (angle) return special(angle);
  if (bold) return h("strong", {}, inline(bold));
  if (italic) return h("em", {}, inline(italic));
  if (struck) return h("s", {}, inline(struck));
  return emoji(name) ?? whole;
}

function lines(text) {
  return plain(text)
    .split("\n")
    .flatMap((line, number) => (number ? [h("br"), line] : [line]))
    .filter((one) => one !== "");
}

// What stands in angle brackets: a person, a channel, a group, a date, a link.
function special(inside) {
  const [target, label] = inside.split("|", 2);
  if (target.startsWith("@")) return h("span", { className: mention(target.slice(1)) }, `@${nameOf(target.slice(1))}`);
  if (target.startsWith("#")) {
    const id = target.slice(1);
    return h("a", { className: "mention", href: `/archives/${id}/p0` }, placeName(id) === id ? `#${label ?? id}` : placeName(id));
  }
  if (target.startsWith("!date^")) return h("time", {}, moment(target, label));
  if (target.startsWith("!subteam^")) {
    const group = state.all.groups.find((one) => one.id === target.slice(9));
    return h("span", { className: "mention" }, `@${group?.handle ?? label ?? "group"}`);
  }
  if (target.startsWith("!")) return h("span", { className: "mention" }, `@${target.slice(1)}`);
  return link(plain(target), label === undefined ? plain(target).replace(/^mailto:/, "") : plain(label));
}

const mention = (id) => (id === state.me ? "mention me" : "mention");

export function link(url, label) {
  const safe = /^(https?|mailto|tel):/i.test(url);
  return safe ? h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, label) : label;
}

function moment(target, label) {
  const [, stamp, form] = target.split("^");
  const zone = { timeZone: state.all.people.find((one) => one.id === state.me)?.timezone };
  const day = new Date(Number(stamp) * 1000);
  const told = (options) => new Intl.DateTimeFormat(document.documentElement.lang, { ...zone, ...options }).format(day);
  const date = { date: "long", date_long: "full", date_short: "medium", date_pretty: "long", date_num: "short" };
  if (Number.isNaN(day.getTime())) return label ?? "";
  return form
    .replace(/\{(date\w*?)(?:_pretty)?\}/g, (_, name) => told({ dateStyle: date[name] ?? "long" }))
    .replace(/\{time(_secs)?\}/g, (_, secs) => told({ timeStyle: secs ? "medium" : "short" }))
    .replace(/\{ago\}/g, () => told({ dateStyle: "medium", timeStyle: "short" }));
}

// A whole text: preformatted blocks, quotes, paragraphs.
export function mrkdwn(text) {
  return text.split(/```\n?([\s\S]*?)```/).flatMap((part, number) => {
    if (number % 2) return [h("pre", {}, plain(part))];
    return quoted(part);
  });
}

function quoted(text) {
  const runs = [];
  for (const line of text.split("\n")) {
    const quote = line.startsWith("&gt;") || line.startsWith(">");
    const bare = quote ? line.replace(/^(&gt;|>) ?/, "") : line;
    if (runs.length && runs.at(-1).quote === quote) runs.at(-1).lines.push(bare);
    else runs.push({ quote, lines: [bare] });
  }
  return runs.flatMap((run) => {
    const nodes = inline(run.lines.join("\n"));
    return run.quote ? [h("blockquote", {}, nodes)] : nodes;
  });
}

// A text object of Block Kit.
export function text(object) {
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  const words = object.emoji === false ? object.text : object.text.replace(/:([a-z0-9_+-]+):/g, (_, name) => emoji(name));
  return lines(words);
}
