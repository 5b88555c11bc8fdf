// A rich_text block (docs.slack.dev, "Rich text block"), and a markdown block's few marks.

import { h } from "/page/dom.js";
import { emoji } from "/page/emoji.js";
import { link } from "/page/mrkdwn.js";
import { nameOf, placeName } from "/page/state.js";

export function richText(block) {
  return block.elements.map(part);
}

function part(one) {
  const inside = () => one.elements.map(leaf);
  if (one.type === "rich_text_section") return h("p", {}, inside());
  if (one.type === "rich_text_quote") return h("blockquote", {}, inside());
  if (one.type === "rich_text_preformatted") return h("pre", {}, inside());
  if (one.type === "rich_text_list") {
    return h(one.style === "ordered" ? "ol" : "ul", { start: one.offset ? one.offset + 1 : undefined }, one.elements.map((item) => h("li", {}, part(item))));
  }
  return "";
}

function leaf(one) {
  if (one.type === "link") return styled(link(one.url, one.text ?? one.url), one.style);
  if (one.type === "user") return h("span", { className: "mention" }, `@${nameOf(one.user_id)}`);
  if (one.type === "channel") return h("span", { className: "mention" }, placeName(one.channel_id));
  if (one.type === "emoji") return emoji(one.name);
  return styled(one.text ?? "", one.style);
}

function styled(inside, style = {}) {
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code" };
  return Object.keys(tags).reduce((node, name) => (style[name] ? h(tags[name], {}, node) : node), inside);
}

const MARKS = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\((https?:[^)]+)\)/;

export function markdown(source) {
  return source.split(/\n{2,}/).map((paragraph) => {
    const title = /^(#{1,6}) (.*)$/.exec(paragraph);
    if (title) return h("h4", {}, marked(title[2]));
    const items = paragraph.split("\n").map((line) => /^[-*] (.*)$/.exec(line));
    if (items.every(Boolean)) return h("ul", {}, items.map((item) => h("li", {}, marked(item[1]))));
    return h("p", {}, marked(paragraph));
  });
}

function marked(text) {
  const nodes = [];
  let rest = text;
  for (let found = MARKS.exec(rest); found; found = MARKS.exec(rest)) {
    const [whole, bold, code, label, url] = found;
    nodes.push(rest.slice(0, found.index), bold ? h("strong", {}, bold) : code ? h("code", {}, code) : link(url, label));
    rest = rest.slice(found.index + whole.length);
  }
  return [...nodes, rest];
}
