// The open channel (or the app's tabs) and the open thread.

import { blocks } from "/page/blocks.js";
import { composer } from "/page/composer.js";
import { fill, h } from "/page/dom.js";
import { icon } from "/page/icons.js";
import { messageList } from "/page/list.js";
import { channel, placeName, state } from "/page/state.js";
import { inHome } from "/page/surface.js";
import { t } from "/page/words.js";

const drafts = new Map();

const iconButton = (label, face, onclick, className = "") => h("button", { type: "button", className: `icon-button ${className}`, title: label, "aria-label": label, onclick }, face);

// actions: {openThread, showSidebar, showTab, closeThread}
export function channelPane(node, actions) {
  const list = messageList({ label: placeName(state.place), openThread: actions.openThread });
  list.node.id = "messages";
  const place = state.place;
  const im = channel(place).kind === "im";
  const write = composer({ label: t("placeholder", placeName(place)), where: () => ({ channel: place, seen: state.before }), drafts, key: `${state.me}:${place}`, posted });
  // An agent answers each message in a thread of its own, so that is where one goes on.
  function posted(ts) {
    if (im && state.all.bot.agent && state.place === place) actions.openThread(ts);
  }
  const status = h("p", { className: "status", role: "status" });
  const prompts = h("div", { className: "prompts" });
  const home = h("section", { className: "home", "aria-label": t("home") });
  const tabs = im && state.all.bot.home ? tablist(actions.showTab) : null;
  fill(
    node,
    h("header", { className: "top" }, iconButton(t("menu"), icon("menu"), actions.showSidebar, "only-phone"), h("h2", {}, placeName(place)), tabs),
    home,
    list.node,
    prompts,
    status,
    channel(place).archived ? h("p", { className: "archived" }, t("archived")) : write.node,
  );
  list.onAgain(update);

  function update() {
    const onHome = im && state.tab === "home";
    for (const one of [list.node, prompts, status, write.node]) one.hidden = onHome;
    home.hidden = !onHome;
    home.dataset.hash = state.all.home?.hash ?? "";
    tabs?.querySelectorAll("[role=tab]").forEach((tab) => tab.setAttribute("aria-selected", String(tab.dataset.tab === state.tab)));
    if (onHome) return showHome(home);
    list.update(place, null, h("div", { className: "empty" }, h("h3", {}, t("emptyChannel", placeName(place))), h("p", {}, im ? t("emptyDirect") : t("emptyHint"))));
    if (im) offer();
    status.textContent = statusOf(place, "");
  }

  function offer() {
    const told = state.all.prompts[place] ?? { prompts: state.all.bot.prompts, title: "" };
    const last = (state.all.messages[place] ?? []).at(-1);
    const list_ = last && last.user === state.me ? [] : told.prompts;
    fill(
      prompts,
      told.title && list_.length ? h("p", {}, told.title) : null,
      list_.map((one) => h("button", { type: "button", className: "button prompt", onclick: () => write.say(one.message) }, one.title)),
    );
  }

  return { update, focus: write.focus };
}

let homePrint = "";
function showHome(home) {
  const view = state.all.home;
  const print = JSON.stringify([state.me, view]);
  if (print === homePrint && home.childElementCount) return;
  homePrint = print;
  fill(home, view ? blocks(view.blocks, inHome()) : h("div", { className: "empty" }, h("p", {}, t("noHome"))));
}

function tablist(showTab) {
  const tab = (name) => h("button", { type: "button", role: "tab", "data-tab": name, "aria-selected": "false", onclick: () => showTab(name) }, t(name));
  const list = h("div", { role: "tablist" }, tab("home"), tab("messages"));
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = [...list.children].find((one) => one !== document.activeElement);
    other.focus();
    other.click();
  });
  return list;
}

function statusOf(place, thread) {
  const told = thread ? state.all.statuses[`${place}:${thread}`] : Object.entries(state.all.statuses).find(([key]) => key.startsWith(`${place}:`))?.[1];
  return told ? t("typing", state.all.bot.name, told.status || t("working")) : "";
}

export function threadPane(node, actions) {
  const { place, thread } = state;
  const list = messageList({ label: t("thread"), openThread: () => {} });
  const write = composer({ label: t("replyPlaceholder"), where: () => ({ channel: place, thread, seen: state.before }), drafts, key: `${state.me}:${place}:${thread}` });
  const status = h("p", { className: "status", role: "status" });
  const title = h("small");
  node.setAttribute("aria-label", t("thread"));
  fill(
    node,
    h("header", { className: "top" }, iconButton(t("back"), icon("back"), actions.closeThread, "only-phone"), h("h2", {}, t("thread"), title), iconButton(t("close"), icon("close"), actions.closeThread, "close")),
    list.node,
    status,
    write.node,
  );
  list.onAgain(update);

  function update() {
    title.textContent = ` ${state.all.titles[`${place}:${thread}`] ?? placeName(place)}`;
    list.update(place, thread, null);
    status.textContent = statusOf(place, thread);
  }

  return { update, focus: write.focus };
}
