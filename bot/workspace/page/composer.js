// Where one writes: Enter sends, Shift+Enter begins a new line, "@" and "/" offer names and commands.

import { act } from "/page/api.js";
import { h, unique } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { state } from "/page/state.js";
import { toast } from "/page/toast.js";
import { t } from "/page/words.js";

// where: () => {channel, thread?}; key: what the draft is kept under; posted: told the ts of what was said.
export function composer({ label, where, drafts, key, posted = () => {} }) {
  const id = unique("offers");
  const offers = h("ul", { role: "listbox", id, hidden: true, className: "offers" });
  const area = h("textarea", { rows: 1, "aria-label": label, placeholder: label, value: drafts.get(key) ?? "", "aria-controls": id });
  const mention = h("button", { type: "button", className: "icon-button", title: t("mention", state.all.bot.name), "aria-label": t("mention", state.all.bot.name), onclick: () => insert(`@${state.all.bot.name} `) }, "@");
  const send = h("button", { type: "submit", className: "icon-button send", title: t("send"), "aria-label": t("send") }, icon("send"));
  const form = h("form", { className: "composer" }, offers, area, h("div", { className: "bar" }, mention, send));
  let found = [];
  let marked = 0;

  function grow() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
    send.disabled = !area.value.trim();
    drafts.set(key, area.value);
  }

  function insert(words) {
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    grow();
  }

  const typedAt = () => /(^|\s)@([^@\n]{0,24})$/.exec(area.value.slice(0, area.selectionStart));

  function offer() {
    const at = typedAt();
    const names = [state.all.bot.name, ...state.all.people.map((one) => one.name)];
    const fits = (name, typed) => name.toLowerCase().startsWith(typed.toLowerCase()) && name.toLowerCase() !== typed.toLowerCase();
    if (area.value.startsWith("/") && !area.value.includes(" ")) {
      found = state.all.bot.commands.filter((one) => one.command.startsWith(area.value)).map((one) => ({ words: `${one.command} `, name: one.command, about: one.description, whole: true }));
    } else found = at ? names.filter((name) => fits(name, at[2])).map((name) => ({ words: `@${name} `, name: `@${name}`, length: at[2].length + 1 })) : [];
    marked = 0;
    offers.hidden = !found.length;
    offers.replaceChildren(
      ...found.map((one, number) =>
        h("li", { role: "option", id: `${id}-${number}`, "aria-selected": String(number === marked), onpointerdown: (event) => (event.preventDefault(), take(number)) }, one.name, one.about ? h("small", {}, one.about) : null),
      ),
    );
    if (found.length) area.setAttribute("aria-activedescendant", `${id}-0`);
    else area.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    marked = number;
    [...offers.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
    area.setAttribute("aria-activedescendant", `${id}-${number}`);
  }

  function take(number) {
    const { words, length, whole } = found[number];
    const end = area.selectionStart;
    area.setRangeText(words, whole ? 0 : end - length, whole ? area.value.length : end, "end");
    grow();
    offer();
  }

  async function post(event) {
    event?.preventDefault();
    const text = area.value;
    if (!text.trim()) return;
    area.value = "";
    grow();
    offer();
    const answer = await act("say", { ...where(), text });
    if (answer.error || answer.trouble) {
      toast(answer.error ?? t("connecting"));
      area.value = text;
      grow();
    } else if (answer.ts) posted(answer.ts);
  }

  form.addEventListener("submit", post);
  area.addEventListener("input", () => (grow(), offer()));
  area.addEventListener("blur", () => (offers.hidden = true));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !offers.hidden && found.length;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      mark((marked + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (open && (event.key === "Tab" || event.key === "Enter")) event.preventDefault(), take(marked);
    else if (open && event.key === "Escape") event.stopPropagation(), (offers.hidden = true);
    else if (event.key === "Enter" && !event.shiftKey) post(event);
  });
  queueMicrotask(grow);
  return { node: form, insert, focus: () => area.focus(), say: (text) => ((area.value = text), post()) };
}
