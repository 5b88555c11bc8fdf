// Channels, the app, the person whom we play, the support group.

import { act } from "/page/api.js";
import { fill, h } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { avatar } from "/page/message.js";
import { isAgent, placeName, state, unread } from "/page/state.js";
import { nextTheme } from "/page/theme.js";
import { t } from "/page/words.js";

// go: opens a channel; play: becomes another person.
export function sidebar(node, { go, play }) {
  node.setAttribute("aria-label", t("menu"));
  return function update() {
    const focused = document.activeElement?.closest("#sidebar [data-key]")?.dataset.key;
    const direct = state.all.direct;
    fill(
      node,
      h(
        "header",
        { className: "workspace" },
        h("h1", {}, state.all.bot.name),
        h("button", { type: "button", className: "icon-button", title: t("theme"), "aria-label": t("theme"), "data-key": "theme", onclick: nextTheme }, icon("theme")),
      ),
      h("p", { className: "welcome" }, t("welcome")),
      h("h2", {}, t("channels")),
      h("ul", {}, state.all.channels.filter((one) => one.kind !== "im").map((one) => entry(one.id, one.kind === "group" ? icon("lock") : "#", one.name))),
      h("h2", {}, t("direct")),
      h("ul", {}, entry(direct, avatar(state.all.bot.id), placeName(direct))),
      h("div", { className: "filler" }),
      state.refused.length ? h("button", { type: "button", className: "refused", "data-key": "refused", onclick: showRefused }, `⚠ ${t("refused", state.refused.length)}`) : null,
      h("ul", {}, state.all.groups.map(group)),
      h("h2", { id: "people" }, t("people")),
      h("div", { role: "radiogroup", "aria-labelledby": "people", className: "people" }, state.all.people.map(face)),
    );
    node.querySelector(`[data-key="${focused}"]`)?.focus();
  };

  function entry(id, sign, name) {
    const count = id === state.place ? 0 : unread(id);
    const mark = h("span", { className: "sign", "aria-hidden": "true" }, sign);
    const pill = count ? h("span", { className: "pill", "aria-label": t("unread", count) }, String(count)) : null;
    return h(
      "li",
      {},
      h("button", { type: "button", "data-key": id, className: count ? "new" : "", "aria-current": id === state.place ? "page" : undefined, onclick: () => go(id) }, mark, h("span", { className: "label" }, name), pill),
    );
  }

  function face(one) {
    const mine = one.id === state.me;
    return h(
      "button",
      { type: "button", role: "radio", "aria-checked": String(mine), "data-key": one.id, onclick: () => play(one.id), title: one.title },
      avatar(one.id),
      h("span", { className: "label" }, one.name, h("small", {}, isAgent(one.id) ? t("agent") : t("customer"), " · ", one.locale)),
    );
  }

  function group(one) {
    return h("li", {}, h("button", { type: "button", "data-key": one.id, onclick: () => showGroup(one.id) }, h("span", { className: "sign", "aria-hidden": "true" }, icon("people")), h("span", { className: "label" }, `@${one.handle}`)));
  }
}

function dialog(title, ...inside) {
  const shut = () => made.close();
  const made = h(
    "dialog",
    { className: "modal small", "aria-label": title, onclose: () => made.remove() },
    h("header", {}, h("h2", {}, title)),
    h("div", { className: "body" }, inside),
    h("footer", {}, h("button", { type: "button", className: "button", onclick: shut }, t("close"))),
  );
  document.body.append(made);
  made.showModal();
}

function showGroup(id) {
  const group = state.all.groups.find((one) => one.id === id);
  const box = (person) =>
    h(
      "label",
      {},
      h("input", { type: "checkbox", checked: group.members.includes(person.id), onchange: (event) => act("member", { group: id, person: person.id, member: event.target.checked }) }),
      h("span", {}, person.name),
    );
  dialog(t("group", group.handle), h("div", { className: "boxes", role: "group" }, state.all.people.map(box)));
}

function showRefused() {
  const line = (one) => h("li", {}, h("code", {}, `${one.method}: ${one.error}`), (one.details ?? []).map((detail) => h("p", {}, detail)));
  dialog(t("refusedTitle"), h("ul", { className: "refusals" }, state.refused.map(line)));
}
