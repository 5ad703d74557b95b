export const zh = {
  badge: "{year} 年工作日历未载入",
  title: "工作日历",
  what: "{year} 年工作日历尚未载入，涉及该年的法定期限只是暂定日期。国务院办公厅一般在每年 11 月初发布次年节假日安排。",
  who: "请通知系统管理员在“系统管理—工作日历”中载入 cn-{year}.json。",
  format:
    "格式与随附的 geodata/calendar/cn-2026.json 相同：year、source（文件名称与文号）、off（放假日期与节名）、work（调休上班日）。",
  done: "{year} 年工作日历已载入，全年 {n} 个工作日；暂定期限将自动重新计算",
  notJson: "文件不是有效的 JSON：{why}",
  tooLarge: "文件过大，应不超过 64 KB",
  at: "{field}：{text}",
  loaded: "已载入",
  year: "{year} 年 · {n} 个工作日",
  close: "关闭",
};
