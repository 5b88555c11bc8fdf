// Where blocks are shown (a message, a modal, the home tab), what was filled in there, and how it is told to the app.

import { act } from "/page/api.js";
import { h } from "/page/dom.js";
import { state } from "/page/state.js";
import { t } from "/page/words.js";

export const inMessage = (message, channel) => ({
  key: `message:${channel}:${message.ts}`,
  where: { surface: "message", channel, ts: message.ts },
});
export const inModal = (view) => ({ key: `modal:${view.root_view_id}`, where: { surface: "modal", view: view.id }, form: true });
export const inHome = () => ({ key: "home", where: { surface: "home" } });

export function valuesOf(surface) {
  if (!state.values.has(surface.key)) state.values.set(surface.key, {});
  return state.values.get(surface.key);
}

export const valueOf = (surface, block, element) => valuesOf(surface)[block.block_id]?.[element.action_id];

export function keep(surface, block, element, value) {
  (valuesOf(surface)[block.block_id] ??= {})[element.action_id] = { type: element.type, ...value };
}

// Only what belongs to blocks that are there now: a view that was updated may have lost some.
export function told(surface, blocks) {
  const values = valuesOf(surface);
  const there = new Set(blocks.map((block) => block.block_id));
  return Object.fromEntries(Object.entries(values).filter(([name]) => there.has(name)));
}

// Whether something chosen is told to the app at once: always, but for inputs that do not ask for it.
export const tellsAtOnce = (block) => block.type !== "input" || block.dispatch_action === true;

// Tell the app what was pressed or chosen; what went wrong is shown beside it.
export async function press(surface, block, element, chosen, control) {
  if (element.confirm && !(await confirmed(element.confirm))) return;
  const place = control.closest(".block") ?? control;
  place.querySelector(".trouble")?.remove();
  control.setAttribute("aria-busy", "true");
  const answer = await act("press", { where: surface.where, block: block.block_id, action: element.action_id, chosen, values: valuesOf(surface) });
  control.removeAttribute("aria-busy");
  const wrong = answer.error ?? (answer.trouble && t(answer.trouble, state.all.bot.name));
  if (wrong) place.append(h("p", { className: "trouble", role: "alert" }, `⚠ ${wrong}`));
}

// The confirmation dialog of an element.
function confirmed(given) {
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { className: "modal small", "aria-label": given.title.text, onclose: () => (dialog.remove(), resolve(dialog.returnValue === "yes")) },
      h("header", {}, h("h2", {}, given.title.text)),
      h("div", { className: "body" }, h("p", {}, given.text.text)),
      h(
        "footer",
        {},
        h("button", { type: "button", onclick: () => dialog.close("no") }, given.deny.text),
        h("button", { type: "button", className: given.style === "danger" ? "danger" : "primary", onclick: () => dialog.close("yes") }, given.confirm.text),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
