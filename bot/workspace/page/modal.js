// Modals that the app has opened: the topmost of up to three. The browser's own dialog keeps the focus inside.

import { act } from "/page/api.js";
import { blocks } from "/page/blocks.js";
import { fill, h, unique } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { text } from "/page/mrkdwn.js";
import { state } from "/page/state.js";
import { inModal, told, valueOf } from "/page/surface.js";
import { t } from "/page/words.js";

let dialog = null;
let print = "";
let errors = {};

export function updateModal() {
  const view = state.all.modals.at(-1);
  if (!view) return shut();
  if (!dialog) open();
  const now = JSON.stringify([view, errors]);
  if (now === print) return;
  const same = print && JSON.parse(print)[0].id === view.id;
  if (!same) errors = {};
  print = JSON.stringify([view, errors]);
  draw(view, same);
}

function open() {
  const opener = document.activeElement;
  dialog = h("dialog", { className: "modal", oncancel: (event) => (event.preventDefault(), leave(false)), onclose: () => opener?.focus?.() });
  document.body.append(dialog);
  dialog.showModal();
}

function shut() {
  dialog?.close();
  dialog?.remove();
  dialog = null;
  print = "";
  errors = {};
  for (const key of [...state.values.keys()].filter((one) => one.startsWith("modal:"))) state.values.delete(key);
}

const leave = (all) => act("close", { view: state.all.modals.at(-1)?.id, all });

function draw(view, same) {
  const surface = inModal(view);
  const title = unique("title");
  const focused = same ? document.activeElement?.closest(".block")?.dataset.block : null;
  const deep = state.all.modals.length > 1;
  const form = h(
    "form",
    { noValidate: true, onsubmit: (event) => (event.preventDefault(), submit(view, form)) },
    h(
      "header",
      {},
      deep ? h("button", { type: "button", className: "icon-button", title: t("back"), "aria-label": t("back"), onclick: () => leave(false) }, icon("back")) : null,
      h("h2", { id: title }, text(view.title)),
      h("button", { type: "button", className: "icon-button", title: t("close"), "aria-label": t("close"), onclick: () => leave(true) }, icon("close")),
    ),
    h("div", { className: "body" }, blocks(view.blocks, surface, errors)),
    h("p", { className: "trouble", role: "alert" }),
    h(
      "footer",
      {},
      h("button", { type: "button", className: "button", onclick: () => leave(false) }, view.close ? text(view.close) : t(deep ? "back" : "cancel")),
      view.submit ? h("button", { type: "submit", className: "button primary" }, text(view.submit)) : null,
    ),
  );
  dialog.setAttribute("aria-labelledby", title);
  fill(dialog, form);
  const first = form.querySelector(focused ? `[data-block="${focused}"] :is(input, textarea, button)` : ".body :is(input, textarea, button, a)");
  (first ?? form.querySelector("footer button")).focus();
}

async function submit(view, form) {
  const surface = inModal(view);
  const missing = view.blocks.filter((block) => block.type === "input" && !block.optional && !isFilled(valueOf(surface, block, block.element)));
  if (missing.length) return show(view, Object.fromEntries(missing.map((block) => [block.block_id, t("required")])));
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  const answer = await act("submit", { view: view.id, values: told(surface, view.blocks) });
  button.disabled = false;
  button.removeAttribute("aria-busy");
  if (answer.errors) show(view, answer.errors);
  else if (answer.trouble || answer.error) form.querySelector(".trouble").textContent = [answer.error ?? t("connecting"), ...(answer.details ?? [])].join(" ");
}

function show(view, told_) {
  errors = told_;
  print = "";
  draw(view, true);
  dialog.querySelector("[aria-invalid=true]")?.focus();
}

function isFilled(value) {
  if (!value) return false;
  const { type, ...rest } = value;
  return Object.values(rest).some((one) => (Array.isArray(one) ? one.length : one !== null && one !== ""));
}
