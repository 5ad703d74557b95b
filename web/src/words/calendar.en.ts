export const en = {
  badge: "Calendar of {year} missing",
  title: "Working calendar",
  what: "The working calendar of {year} is not loaded: legal dates in that year are provisional. The State Council's notice usually comes out in early November.",
  who: "Ask an administrator to load cn-{year}.json under “Administration, Working calendar”.",
  format:
    "The same form as geodata/calendar/cn-2026.json: year, source (title and number of the notice), off (days off with the festival), work (weekend days worked).",
  done: "The calendar of {year} is loaded, {n} working days; provisional dates are worked out again",
  notJson: "The file is not JSON: {why}",
  tooLarge: "The file is too large; 64 KB are enough",
  at: "{field}: {text}",
  loaded: "Loaded",
  year: "{year} · {n} working days",
  close: "Close",
};
