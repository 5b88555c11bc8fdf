// Short notices at the edge of the page.

import { h } from "/page/dom.js";

export function toast(words) {
  const note = h("p", {}, words);
  document.querySelector("#toasts").append(note);
  setTimeout(() => note.remove(), 6000);
}
