// Where a link leads within the workspace: permalinks to messages, and the addresses of Slack's own client.

const dotted = (digits) => `${digits.slice(0, -6)}.${digits.slice(-6)}`;

// url -> {channel, ts, root}, or nothing where it leads elsewhere. root: the message whose thread is opened.
export function within(url) {
  const permalink = /^\/archives\/(\w+)\/p(\d+)$/.exec(url.pathname);
  if (permalink && url.origin === location.origin) {
    const ts = dotted(permalink[2]);
    return { channel: permalink[1], ts, root: url.searchParams.get("thread_ts") ?? ts };
  }
  const client = /^\/client\/\w+\/(\w+)\/thread\/\1-(\d+\.\d+)$/.exec(url.pathname);
  return client && url.origin === "https://app.slack.com" ? { channel: client[1], ts: client[2], root: client[2] } : null;
}
