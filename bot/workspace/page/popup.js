// A button that opens a small menu (WAI-ARIA, "Menu button pattern").

import { h } from "/page/dom.js";

// entries: () => [{label, run, danger?}], asked for when it opens.
export function popup(label, face, entries) {
  const menu = h("div", { role: "menu", className: "menu", hidden: true, "aria-label": label });
  const opener = h("button", { type: "button", className: "icon-button", title: label, "aria-label": label, "aria-haspopup": "menu", "aria-expanded": "false" }, face);
  const shut = (focus) => {
    menu.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (focus) opener.focus();
  };
  const open = () => {
    menu.replaceChildren(
      ...entries().map((entry) =>
        h("button", { type: "button", role: "menuitem", className: entry.danger ? "danger" : "", onclick: () => (shut(true), entry.run()) }, entry.label),
      ),
    );
    menu.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    menu.firstElementChild?.focus();
  };
  opener.addEventListener("click", () => (menu.hidden ? open() : shut(true)));
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children];
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
    if (step) {
      event.preventDefault();
      items[(at + step) % items.length].focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      shut(true);
    } else if (event.key === "Tab") shut(false);
  });
  const place = h("span", { className: "popup" }, opener, menu);
  place.addEventListener("focusout", (event) => !place.contains(event.relatedTarget) && shut(false));
  return place;
}
