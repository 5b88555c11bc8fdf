// Slack's stored text as a person would have typed it, for editing.

import { nameOf, placeName } from "/page/state.js";

export function mrkdwnSource(text) {
  return text
    .replace(/<@(\w+)>/g, (_, id) => `@${nameOf(id)}`)
    .replace(/<#(\w+)(\|[^>]*)?>/g, (_, id) => placeName(id))
    .replace(/<(https?:[^|>]+)(\|[^>]*)?>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
