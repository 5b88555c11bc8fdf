// Light, dark, or as the system has it.

const THEMES = ["", "light", "dark"];

export function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  localStorage.setItem("theme", theme);
}

export const nextTheme = () => setTheme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme ?? "") + 1) % THEMES.length]);
export const lastTheme = () => localStorage.getItem("theme") ?? "";
