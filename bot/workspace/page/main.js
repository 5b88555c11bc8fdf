// Joins the parts of the page.

import { act, become } from "/page/api.js";
import { within } from "/page/links.js";
import { channelPane, threadPane } from "/page/panes.js";
import { updateModal } from "/page/modal.js";
import { channel, onChange, person, placeName, see, state } from "/page/state.js";
import { sidebar } from "/page/sidebar.js";
import { lastTheme, setTheme } from "/page/theme.js";
import { toast } from "/page/toast.js";
import { speak, t } from "/page/words.js";

const FIRST = "U0EMMA";
const [nav, main, aside] = ["sidebar", "main", "thread"].map((id) => document.getElementById(id));
let [updateSidebar, pane, threadView] = [() => {}, null, null];

const pane_ = (name) => (document.body.dataset.pane = name);

function update() {
  if (!state.all) return;
  if (state.place && document.visibilityState === "visible") see(state.place);
  updateSidebar();
  pane?.update();
  threadView?.update();
  updateModal();
  document.title = `${placeName(state.place)} – ${state.all.bot.name}`;
}

function go(place, { focus = true } = {}) {
  if (state.place && channel(state.place)?.kind !== "im") state.before = state.place;
  state.place = place;
  leaveThread();
  pane = channelPane(main, { openThread, showSidebar: () => pane_("sidebar"), showTab });
  pane_("main");
  if (channel(place).kind === "im") visit(state.all.bot.home ? state.tab : "messages");
  update();
  if (focus) pane.focus();
  remember();
}

function showTab(tab) {
  state.tab = tab;
  visit(tab);
  update();
}

// The app hears when one of its tabs is opened.
function visit(tab) {
  state.tab = tab;
  act("enter", { tab, seen: state.before });
}

function openThread(ts, { focus = true } = {}) {
  state.thread = ts;
  aside.hidden = false;
  threadView = threadPane(aside, { closeThread });
  pane_("thread");
  update();
  if (focus) threadView.focus();
}

function leaveThread() {
  state.thread = null;
  threadView = null;
  aside.hidden = true;
  aside.replaceChildren();
}

function closeThread() {
  leaveThread();
  pane_("main");
  pane.focus();
}

function play(me) {
  state.all = null;
  state.values.clear();
  state.seen = {};
  become(me, () => {
    speak(person(me).locale);
    document.querySelector(".skip").textContent = t("skip");
    main.setAttribute("aria-label", t("messages"));
    updateSidebar = sidebar(nav, { go, play });
    for (const one of state.all.channels) see(one.id);
    const here = state.place && channel(state.place)?.kind !== "im" ? state.place : null;
    go(here && channel(here) ? here : (channel("C0SUPPORT") ?? state.all.channels[0]).id, { focus: false });
    follow(new URL(location.href));
  });
}

// A link to a message opens its channel, or its thread.
function follow(url) {
  const found = within(url);
  if (!found || !channel(found.channel)) return false;
  go(found.channel);
  const replied = (state.all.messages[found.channel] ?? []).some((one) => one.thread_ts === found.root);
  if (replied) openThread(found.root);
  document.querySelectorAll(`[data-ts="${found.ts}"]`).forEach((one) => {
    one.classList.add("found");
    one.scrollIntoView({ block: "center" });
  });
  history.replaceState(null, "", `/?as=${state.me}`);
  return true;
}

const remember = () => location.pathname === "/" && history.replaceState(null, "", `/?as=${state.me}`);

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link && within(new URL(link.href))) {
    event.preventDefault();
    follow(new URL(link.href));
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.thread && !document.querySelector("dialog[open]")) closeThread();
});

onChange((what) => {
  if (what.lost) toast(t("lost"));
  update();
});

setTheme(lastTheme());
play(new URL(location.href).searchParams.get("as") ?? FIRST);
