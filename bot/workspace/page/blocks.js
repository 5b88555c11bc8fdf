// Blocks as elements, exactly as they were given (docs.slack.dev, "Blocks"). What is not known is shown as an error.

import { h, unique } from "/page/dom.js";
import { element } from "/page/elements.js";
import { text } from "/page/mrkdwn.js";
import { markdown, richText } from "/page/richtext.js";
import { t } from "/page/words.js";

export function blocks(list, surface, errors = {}) {
  return list.map((block) => {
    const make = BLOCKS[block.type];
    const inside = make ? make(block, surface, errors) : h("p", { className: "wrong", role: "alert" }, t("wrongBlock", block.type));
    return h("div", { className: `block ${block.type}`, "data-block": block.block_id }, inside);
  });
}

function section(block, surface) {
  const words = [
    block.text ? h("div", { className: "text" }, text(block.text)) : null,
    block.fields ? h("div", { className: "fields" }, block.fields.map((field) => h("div", {}, text(field)))) : null,
  ];
  const label = block.text?.text.replace(/[*_~`]/g, "");
  return [h("div", { className: "words" }, words), block.accessory ? h("div", { className: "accessory" }, element(block.accessory, block, surface, { label })) : null];
}

function context(block) {
  return block.elements.map((one) => (one.type === "image" ? h("img", { src: one.image_url, alt: one.alt_text }) : h("span", {}, text(one))));
}

function row(block, surface) {
  return block.elements.map((one) => element(one, block, surface));
}

function input(block, surface, errors) {
  const [hint, wrong] = [unique("hint"), unique("error")];
  const error = errors[block.block_id];
  const describedBy = [block.hint ? hint : "", error ? wrong : ""].filter(Boolean).join(" ") || undefined;
  const about = { label: block.label.text, describedBy, required: !block.optional };
  const held = element(block.element, block, surface, about);
  if (error) held.querySelectorAll("input, textarea").forEach((one) => one.setAttribute("aria-invalid", "true"));
  if (error && held.matches("input, textarea")) held.setAttribute("aria-invalid", "true");
  return [
    h("div", { className: "label", "aria-hidden": "true" }, text(block.label), block.optional ? h("small", {}, ` ${t("optional")}`) : null),
    held,
    error ? h("p", { className: "error", id: wrong, role: "alert" }, `⚠ ${error}`) : null,
    block.hint ? h("p", { className: "hint", id: hint }, text(block.hint)) : null,
  ];
}

function image(block) {
  return h("figure", {}, block.title ? h("figcaption", {}, text(block.title)) : null, h("img", { src: block.image_url, alt: block.alt_text, loading: "lazy" }));
}

const BLOCKS = {
  section,
  context,
  input,
  image,
  actions: row,
  context_actions: row,
  header: (block) => h("h3", {}, text(block.text)),
  divider: () => h("hr"),
  rich_text: richText,
  markdown: (block) => markdown(block.text),
};
