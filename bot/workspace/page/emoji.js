// The few names of emoji that apps write; others are shown as they are written.

const EMOJI = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌",
  warning: "⚠️", information_source: "ℹ️", question: "❓", exclamation: "❗", calendar: "📅", date: "📅", clock3: "🕒",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", bell: "🔔", wave: "👋", raising_hand: "🙋", speech_balloon: "💬",
  link: "🔗", page_facing_up: "📄", bulb: "💡", mag: "🔍", lock: "🔒", ticket: "🎫", bust_in_silhouette: "👤",
  busts_in_silhouette: "👥", arrow_right: "➡️", large_green_circle: "🟢", large_yellow_circle: "🟡", red_circle: "🔴",
  white_circle: "⚪", tada: "🎉", memo: "📝", eyes: "👀", alarm_clock: "⏰", sos: "🆘", robot_face: "🤖", house: "🏠",
  repeat: "🔁", leftwards_arrow_with_hook: "↩️", envelope: "✉️", books: "📚", wrench: "🔧", sunny: "☀️", pray: "🙏",
};

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;
