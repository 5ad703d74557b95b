using System.Text.Json;

namespace OpsMap.Server.Intake;

/// <summary>
/// Which heading (表头) means which field: the headings of SAMR forms 1 and 2 (April 2026) and of the usual 12315 / 12345 exports,
/// which a mapping file {"heading": "field"} may add to or override.
/// </summary>
public sealed class WorkOrderMapping
{
    private static readonly Dictionary<string, WorkOrderField> Known = Expand(new()
    {
        [WorkOrderField.ExternalNo] = "编号 登记编号 工单编号 工单号 投诉编号 举报编号 热线工单号 平台编号 12315编号 12345编号 流水号",
        [WorkOrderField.Kind] = "类型 工单类型 诉求类型 登记类型 事项类型 业务类型",
        [WorkOrderField.Channel] = "来源 来源渠道 渠道 接收渠道 受理渠道 诉求来源",
        [WorkOrderField.Title] = "标题 工单标题 诉求标题 事项标题 主题",
        [WorkOrderField.Facts] = "消费者权益争议事实依据 争议事实依据 事实依据 投诉内容 举报内容 诉求内容 反映内容 问题描述 主要内容 " +
            "涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据 具体线索和相应的事实依据 违法线索",
        [WorkOrderField.Requests] = "投诉请求 消费者诉求 诉求 请求",
        [WorkOrderField.ReceivedAt] = "接收时间 登记时间 受理时间 来电时间 创建时间 登记日期 接收日期",
        [WorkOrderField.OccurredAt] = "发生时间 事发时间 消费时间 购买时间",
        [WorkOrderField.Place] = "发生地点 事发地点 事发地址 地点 消费地点 诉求地址",
        [WorkOrderField.Lon] = "经度 lon lng longitude",
        [WorkOrderField.Lat] = "纬度 lat latitude",
        [WorkOrderField.Datum] = "坐标系 坐标系统 datum",
        [WorkOrderField.County] = "县区 所属县区 区县 所属区县 所属区域 事发区域 行政区划",
        [WorkOrderField.Industry] = "行业 所属行业 行业类别 投诉举报行业",
        [WorkOrderField.Situations] = "快速响应情形 快响情形 情形",
        [WorkOrderField.Amount] = "涉及金额 金额 涉案金额 争议金额 消费金额",
        [WorkOrderField.RespondentName] = "名称(姓名) 被投诉人 被投诉人名称 被投诉人名称(姓名) 被举报人 被举报人名称 被举报人名称(姓名) 被投诉企业 涉及主体 商家名称",
        [WorkOrderField.RespondentContact] = "联系人 被投诉人联系人",
        [WorkOrderField.RespondentPhone] = "被投诉人联系电话 被投诉人电话 商家电话 被举报人电话",
        [WorkOrderField.RespondentAddress] = "地址 被投诉人地址 被举报人地址 经营地址 商家地址",
        [WorkOrderField.ComplainantName] = "姓名 投诉人 投诉人姓名 举报人 举报人姓名 来电人 来电人姓名 诉求人 诉求人姓名",
        [WorkOrderField.ComplainantPhone] = "联系电话 投诉人联系电话 投诉人电话 举报人联系电话 来电号码 来电电话 诉求人电话 联系方式",
        [WorkOrderField.ComplainantIdType] = "证件类型",
        [WorkOrderField.ComplainantIdNo] = "证件号码 身份证件号码 身份证号 身份证号码",
        [WorkOrderField.ComplainantAddress] = "联系地址 投诉人联系地址 投诉人地址 举报人联系地址",
        [WorkOrderField.ConsentPublish] = "是否同意公示投诉信息 是否同意公示",
        [WorkOrderField.ConsentDelegate] = "是否同意委托调解",
        [WorkOrderField.IsVisitor] = "是否外地消费者 外地消费者",
        [WorkOrderField.LeavesAt] = "离开时间 离长时间",
        [WorkOrderField.RegisteringUnit] = "登记单位 接收单位 承办单位",
    });

    // forms 1 and 2 print these twice: first for the complainant, then, after the respondent's name, for the respondent
    private static readonly Dictionary<WorkOrderField, WorkOrderField> SecondTime = new()
    {
        [WorkOrderField.ComplainantPhone] = WorkOrderField.RespondentPhone,
        [WorkOrderField.ComplainantAddress] = WorkOrderField.RespondentAddress,
        [WorkOrderField.ComplainantName] = WorkOrderField.RespondentName,
    };

    private readonly Dictionary<string, WorkOrderField> _fields;

    private WorkOrderMapping(Dictionary<string, WorkOrderField> fields) => _fields = fields;

    public static WorkOrderMapping Default { get; } = new(Known);

    /// <summary>The default with a mapping file laid over it.</summary>
    /// <exception cref="UnreadableFileException">The mapping is not an object of heading → field name.</exception>
    public static WorkOrderMapping With(string json)
    {
        var fields = new Dictionary<string, WorkOrderField>(Known, StringComparer.Ordinal);
        try
        {
            foreach (var (heading, name) in JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [])
            {
                if (!Enum.TryParse<WorkOrderField>(name, ignoreCase: true, out var field) || !Enum.IsDefined(field) || char.IsAsciiDigit(name[0]))
                    throw new UnreadableFileException(UnreadableFileException.Mapping, name);
                fields[Plain(heading)] = field;
            }
        }
        catch (JsonException e)
        {
            throw new UnreadableFileException(UnreadableFileException.Mapping, cause: e);
        }
        return new WorkOrderMapping(fields);
    }

    /// <summary>Field → column of a heading row; empty when this row is not one.</summary>
    public IReadOnlyDictionary<WorkOrderField, int> Columns(IReadOnlyList<object?> cells)
    {
        var columns = new Dictionary<WorkOrderField, int>();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not string heading || !_fields.TryGetValue(Plain(heading), out var field)) continue;
            if (columns.TryAdd(field, i)) continue;
            if (SecondTime.TryGetValue(field, out var second)) columns.TryAdd(second, i);
        }
        return columns;
    }

    private static Dictionary<string, WorkOrderField> Expand(Dictionary<WorkOrderField, string> headings) =>
        headings.SelectMany(h => h.Value.Split(' ').Select(name => (Name: Plain(name), h.Key))).ToDictionary(h => h.Name, h => h.Key, StringComparer.Ordinal);

    // a heading is the same with full-width brackets, line breaks, colons or the asterisk of a required column
    private static string Plain(string heading) =>
        string.Concat(heading.Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '＊' or ':' or '：' or '\uFEFF')))
            .Replace('（', '(').Replace('）', ')').Replace('，', '、').ToLowerInvariant();
}
