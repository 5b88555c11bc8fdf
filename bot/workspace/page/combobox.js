// A menu that filters as one types: a text field with a list below it (WAI-ARIA, "Combobox pattern").

import { h, unique } from "/page/dom.js";
import { t } from "/page/words.js";

const PAUSE = 150; // milliseconds after the last key before options are asked for

// load: typed text -> groups [{label?, options}]; least: characters before it is asked; pick: what is chosen.
export function combobox({ label, placeholder, chosen, load, least = 0, pick, describedBy, several = false }) {
  const id = unique("list");
  const list = h("ul", { role: "listbox", id, hidden: true, "aria-label": label });
  const input = h("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    placeholder: placeholder ?? t("choose"),
    value: chosen ? words(chosen) : "",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    "aria-describedby": describedBy,
  });
  let current = chosen;
  let timer = 0;
  let asked = 0;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const shut = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const restore = () => {
    clearTimeout(timer); // What was typed last is not asked for any more.
    shut();
    input.value = current && !several ? words(current) : "";
  };
  const take = (option) => {
    current = option;
    restore();
    pick(option);
  };

  async function show(typed) {
    const number = ++asked;
    if (typed.length < least) return shut();
    const { groups, wrong } = await load(typed);
    if (number !== asked || document.activeElement !== input) return;
    list.replaceChildren(...items(groups ?? [], wrong));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (options().length) mark(0);
  }

  function items(groups, wrong) {
    if (wrong) return [h("li", { className: "nothing", role: "alert" }, `⚠ ${wrong}`)];
    const shown = groups.flatMap((group) => [
      group.label ? h("li", { className: "group", role: "presentation" }, group.label.text) : null,
      ...group.options.map((option) =>
        h(
          "li",
          { role: "option", id: unique("option"), "aria-selected": "false", onpointerdown: (event) => (event.preventDefault(), take(option)) },
          h("span", {}, words(option)),
          option.description ? h("small", {}, option.description.text) : null,
        ),
      ),
    ]);
    return shown.some(Boolean) ? shown.filter(Boolean) : [h("li", { className: "nothing" }, t("noResults"))];
  }

  function mark(number) {
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    const option = options()[number];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }

  const marked = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  const open = () => show(current && input.value === words(current) ? "" : input.value);

  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", open);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(input.value), PAUSE);
  });
  // Who is back at once has begun to type anew: that stays.
  input.addEventListener("blur", () => setTimeout(() => document.activeElement === input || restore(), 100));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      else mark((marked() + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && !list.hidden && marked() >= 0) {
      event.preventDefault();
      options()[marked()].dispatchEvent(new PointerEvent("pointerdown", { cancelable: true }));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      restore();
    }
  });
  return h("div", { className: "combobox" }, input, list);
}

const words = (option) => option.text.text;

// Options that are known beforehand, filtered by what is typed.
export function filtered(groups) {
  return async (typed) => {
    const wanted = typed.toLocaleLowerCase().normalize("NFKC");
    const fits = (option) => words(option).toLocaleLowerCase().normalize("NFKC").includes(wanted);
    const kept = groups.map((group) => ({ ...group, options: group.options.filter(fits) }));
    return { groups: kept.filter((group) => group.options.length) };
  };
}
