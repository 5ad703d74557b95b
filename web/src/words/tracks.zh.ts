export const zh = {
  open: "轨迹",
  devices: "定位设备",
  title: "历史轨迹",
  from: "开始时刻",
  hours: "时长",
  hour: "{n} 小时",
  reason: "查看事由（必填，将留痕）",
  load: "查看轨迹",
  loading: "载入中…",
  away: "收起",
  nothing: "该时段没有定位记录",
  found: "共 {n} 个定位，其中存疑 {doubted} 个、补传 {late} 个",
};
