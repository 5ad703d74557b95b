using System.Globalization;
using System.Text;

namespace OpsMap.Server.Tests.Intake;

/// <summary>A thousand invented work orders with the headings of SAMR form 1, thirty-seven of them wrong in every way a clerk gets them wrong.</summary>
internal static class WorkOrderSamples
{
    public static readonly string[] Headings =
    [
        "工单编号", "工单类型", "登记时间", "投诉人姓名", "联系电话", "证件类型", "证件号码", "联系地址", "是否同意公示投诉信息", "是否同意委托调解",
        "名称（姓名）", "地址", "被投诉人联系电话", "消费者权益争议事实依据", "投诉请求", "所属县区", "行业", "快速响应情形", "涉及金额", "经度", "纬度", "坐标系",
    ];

    private static readonly string[] Counties = ["潞州区", "上党区", "屯留区", "潞城区", "襄垣县", "平顺县", "黎城县", "壶关县", "长子县", "武乡县", "沁县", "沁源县"];

    /// <summary>Which line (as in a spreadsheet, heading = 1) is wrong, in which field, why.</summary>
    public static readonly (int Line, string Heading, string Value, string Field, string Reason)[] Wrong =
    [
        (12, "工单编号", "", "externalNo", "required"), (31, "工单编号", "GD20261123-0029", "externalNo", "duplicate-in-file"),
        (45, "工单编号", new string('9', 65), "externalNo", "too-long"), (58, "工单类型", "表扬", "kind", "not-in-list"),
        (77, "登记时间", "昨天下午", "receivedAt", "not-a-date"), (91, "登记时间", "2099-01-01 08:00", "receivedAt", "date-out-of-range"),
        (104, "登记时间", "1998-01-01", "receivedAt", "date-out-of-range"), (120, "登记时间", "2026-02-30 10:00", "receivedAt", "not-a-date"),
        (133, "投诉人姓名", "", "complainantName", "required"), (150, "投诉人姓名", new string('王', 51), "complainantName", "too-long"),
        (166, "联系电话", "", "complainantPhone", "required"), (181, "联系电话", "1380013", "complainantPhone", "phone-malformed"),
        (199, "联系电话", "请打我老公电话", "complainantPhone", "phone-malformed"), (214, "联系电话", "=HYPERLINK(\"http://x\")", "complainantPhone", "phone-malformed"),
        (230, "证件号码", "140402199001011230", "complainantIdNo", "id-number-invalid"), (248, "证件号码", "1404", "complainantIdNo", "id-number-invalid"),
        (263, "是否同意公示投诉信息", "随便", "consentPublish", "yes-or-no"), (280, "是否同意委托调解", "再说", "consentDelegate", "yes-or-no"),
        (301, "消费者权益争议事实依据", "", "facts", "required"), (322, "消费者权益争议事实依据", new string('事', 4_001), "facts", "too-long"),
        (340, "被投诉人联系电话", "12", "respondentPhone", "phone-malformed"), (366, "所属县区", "太原市", "county", "not-in-list"),
        (390, "所属县区", "=1+1", "county", "not-in-list"), (412, "行业", "11", "industry", "not-in-list"), (436, "行业", "玩具", "industry", "not-in-list"),
        (460, "快速响应情形", "7", "situations", "not-in-list"), (481, "涉及金额", "很多", "amount", "not-a-number"), (505, "涉及金额", "-5", "amount", "out-of-range"),
        (533, "经度", "东经113度", "lon", "not-a-number"), (560, "经度", "999", "lon", "out-of-range"), (590, "经度", "", "lon", "required"),
        (622, "纬度", "", "lat", "required"), (655, "纬度", "abc", "lat", "not-a-number"), (700, "坐标系", "", "datum", "required"),
        (777, "坐标系", "北京54", "datum", "not-in-list"), (888, "投诉请求", new string('退', 1_001), "requests", "too-long"), (1_001, "名称（姓名）", new string('店', 101), "respondentName", "too-long"),
    ];

    public static IEnumerable<string[]> Rows()
    {
        yield return Headings;
        for (var n = 1; n <= 1_000; n++)
        {
            var row = Row(n);
            foreach (var wrong in Wrong.Where(w => w.Line == n + 1)) row[Array.IndexOf(Headings, wrong.Heading)] = wrong.Value;
            yield return row;
        }
    }

    /// <summary>Line n + 1. Every seventh is a report, every fifth has a position, some have line breaks, quotes and commas in them.</summary>
    private static string[] Row(int n)
    {
        var positioned = n % 5 == 0 || Wrong.Any(w => w.Line == n + 1 && w.Field is "lon" or "lat" or "datum");
        return
        [
            $"GD20261123-{n:D4}", n % 7 == 0 && n != 132 && n != 149 && n != 165 ? "举报" : "投诉", "2026-11-23 09:15", $"王{n}", $"1380013{n % 10_000:D4}", "身份证", n % 3 == 0 ? "11010519491231002X" : "",
            "长治市潞州区东街", n % 2 == 0 ? "是" : "否", "同意", $"演示商店{n}号", $"{Counties[n % 12]}演示路{n}号", "0355-2030001",
            n % 11 == 0 ? $"消费者称,商家说\"概不退换\"。\n第{n}件" : $"购买的商品有质量问题,商家拒绝退货,第{n}件", "退还货款", Counties[n % 12],
            (n % 10 + 1).ToString(CultureInfo.InvariantCulture), n % 4 == 0 ? "1、3" : "", $"￥{n * 3},00".Replace(",", ".", StringComparison.Ordinal),
            positioned ? "113.1137" : "", positioned ? "36.1879" : "", positioned ? "GCJ-02" : "",
        ];
    }

    public static byte[] Csv(IEnumerable<string[]> rows, Encoding encoding, char delimiter = ',')
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(delimiter, row.Select(c => c.AsSpan().ContainsAny("\",\n\t") ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)).Append("\r\n");
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }
}
