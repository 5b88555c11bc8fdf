// Small pictures for buttons, drawn here so that no font needs to have them.

const PATHS = {
  reply: "M4 5h16v11H9l-5 4z",
  people: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 20c0-4 3-6 7-6s7 2 7 6M16 4a4 4 0 0 1 0 7M18 14c3 1 4 3 4 6",
  lock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
  send: "M4 12 20 4l-5 16-3-7z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14 5l-7 7 7 7M7 12h13",
  menu: "M4 7h16M4 12h16M4 17h16",
  theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  good: "M7 11v9H4v-9zM7 11l4-8c2 0 3 1 3 3l-1 4h6c1 0 2 1 2 2l-2 7c0 1-1 1-2 1H7",
  bad: "M7 13V4H4v9zM7 13l4 8c2 0 3-1 3-3l-1-4h6c1 0 2-1 2-2l-2-7c0-1-1-1-2-1H7",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const [picture, path] = ["svg", "path"].map((tag) => document.createElementNS(space, tag));
  const look = { viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" };
  Object.entries(look).forEach(([key, value]) => picture.setAttribute(key, value));
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}
