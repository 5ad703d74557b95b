using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MiniExcelLibs;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Server.Intake;
using Xunit;

namespace OpsMap.Server.Tests.Intake;

public sealed class ImportTests : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly string _path = Path.GetTempFileName();
    private readonly Desk _register = new();
    private readonly List<ImportProgress> _progress = [];

    static ImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Formats => ["utf-8", "utf-8-bom", "utf-16", "gb18030", "gb18030-tab", "xlsx"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Of_a_thousand_lines_the_thirty_seven_bad_ones_are_named_and_the_rest_is_kept(string format)
    {
        Write(format, WorkOrderSamples.Rows());

        var report = await Import();

        Assert.Equal(
            WorkOrderSamples.Wrong.Select(w => (w.Line, w.Field, w.Reason)),
            report.Bad.Select(b => (b.Line, b.Field, b.Reason)));
        Assert.Equal(37, report.Bad.Count);
        Assert.Equal((963, 0), (report.Imported, report.Repeated));
        Assert.Equal(963, _register.Orders.Count);
        Assert.Equal((1_000, 1_000), (_progress[^1].Done, _progress[^1].Total));
        Assert.True(_progress.Select(p => p.Done).SequenceEqual(_progress.Select(p => p.Done).Order()));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        Write("gb18030", WorkOrderSamples.Rows());
        await Import();
        var first = _register.Orders.ToDictionary();

        var again = await Import();

        Assert.Equal((0, 963, 37), (again.Imported, again.Repeated, again.Bad.Count));
        Assert.Equal(first.Keys.Select(k => k.Value).Order(), _register.Orders.Keys.Select(k => k.Value).Order());
    }

    [Fact]
    public void The_same_work_order_has_the_same_id_on_every_machine_and_another_source_another()
    {
        Assert.Equal(OpsMap.Server.Intake.Import.IdOf("12345", "GD1"), OpsMap.Server.Intake.Import.IdOf("12345", "GD1"));
        Assert.NotEqual(OpsMap.Server.Intake.Import.IdOf("12315", "GD1"), OpsMap.Server.Intake.Import.IdOf("12345", "GD1"));
        Assert.Equal(5, OpsMap.Server.Intake.Import.IdOf("12345", "GD1").Value.Version);
        Assert.Equal("1ad2ad14-ad11-599f-93b3-9e9c6de427d6", OpsMap.Server.Intake.Import.IdOf("12345", "GD1").ToString());
    }

    [Fact]
    public async Task A_line_becomes_a_registration_with_nothing_lost()
    {
        Write("gb18030", [WorkOrderSamples.Headings,
            ["长12345-1", "投诉", "2026年11月23日 9:05", "张三", "１３８ 0013 8000", "身份证", "11010519491231002x", "太原市小店区", "是", "不同意",
             "万博装饰市场(演示)", "潞州区太行东街1号", "0355-2030001", "地板起泡,商家拒绝退货。要求处理", "退还货款", "", "产品质量", "消费现场；固定证据", "1.2万元", "113.114107", "36.187895", "高德"]]);

        var report = await Import();

        Assert.Empty(report.Bad);
        var order = Assert.Single(_register.Orders.Values);
        Assert.Equal(CaseKind.Complaint, order.Case.Kind);
        Assert.Equal(Channel.Hotline12345, order.Case.Channel);
        Assert.Equal("长12345-1", order.Case.External12345No);
        Assert.Equal("地板起泡,商家拒绝退货", order.Case.Title);
        Assert.Equal("地板起泡,商家拒绝退货。要求处理\n投诉请求:退还货款", order.Case.Facts);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 5, 0, TimeSpan.FromHours(8)), order.Case.ReceivedAt);
        Assert.Equal("潞州区太行东街1号", order.Case.Place);
        Assert.Equal(new CountyCode("140403"), order.Case.County);
        Assert.Equal(new GeoPoint(113.114107, 36.187895), order.Case.Point);
        Assert.Equal(Datum.Gcj02, order.Case.Datum);
        Assert.Equal(Industry.ProductQuality, order.Case.Industry);
        Assert.Equal([Situation.OnSceneDispute, Situation.EvidencePreservation], order.Case.Situations);
        Assert.Equal(12_000m, order.Case.Amount);
        Assert.Equal(new Respondent("万博装饰市场(演示)", "03552030001", "潞州区太行东街1号"), order.Case.Respondent);
        Assert.Equal(new Complainant("张三", "13800138000", "太原市小店区", "11010519491231002X", true, false), order.Complainant);
    }

    [Fact]
    public async Task Form_two_has_its_respondent_after_the_reporter_and_may_be_anonymous()
    {
        Write("utf-8", [
            ["举报登记表(演示)", "", "", "", "", "", "", ""],
            ["编号", "姓名", "联系电话", "联系地址", "身份证件号码", "名称（姓名）", "地址", "涉嫌违反市场监督管理法律、法规、规章的具体线索和相应的事实依据"],
            ["JB-1", "", "", "", "", "演示药店", "壶关县龙泉镇", "销售过期药品"],
            ["JB-2", "李四", "13900139000", "", "", "演示超市", "沁县定昌镇", "缺斤短两"]]);

        var report = await Import();

        Assert.Empty(report.Bad);
        var orders = _register.Orders.Values.OrderBy(o => o.Line).ToArray();
        Assert.All(orders, o => Assert.Equal(CaseKind.Report, o.Case.Kind));
        Assert.Equal([3, 4], orders.Select(o => o.Line));
        Assert.Null(orders[0].Complainant);
        Assert.Equal("李四", orders[1].Complainant?.Name);
        Assert.Equal("演示药店 演示超市", string.Join(' ', orders.Select(o => o.Case.Respondent?.Name)));
        Assert.Equal("140427 140430", string.Join(' ', orders.Select(o => o.Case.County)));
    }

    [Fact]
    public async Task A_refused_value_is_masked_and_can_not_run_as_a_formula()
    {
        Write("utf-8", WorkOrderSamples.Rows());

        var bad = (await Import()).Bad.ToDictionary(b => b.Line);

        Assert.Equal("*******", bad[181].Value);
        Assert.DoesNotContain("请打我老公电话", bad[199].Value!, StringComparison.Ordinal);
        Assert.Equal("1404**********1230", bad[230].Value);
        Assert.Equal("'=1+1", bad[390].Value);
        Assert.StartsWith("'=HY***", bad[214].Value!, StringComparison.Ordinal);
        Assert.Equal("'-5", bad[505].Value);
        Assert.Equal("王**", bad[150].Value);
        Assert.True(bad.Values.All(b => b.Value is null || b.Value.Length <= 62));
    }

    [Fact]
    public void Wrong_headings_are_refused_with_what_is_missing()
    {
        Write("utf-8", [["品名", "数量"], ["苹果", "3"]]);
        var refused = Assert.Throws<UnreadableFileException>(() => Reader());
        Assert.Equal(UnreadableFileException.Headings, refused.Code);
        Assert.Equal("externalNo, facts, respondentName", refused.Detail);
    }

    [Fact]
    public async Task A_mapping_file_teaches_new_headings()
    {
        Write("utf-8", [["单据", "谁", "电话", "哪家", "咋了"], ["A1", "张三", "13800138000", "演示店", "短斤少两"]]);
        var mapping = WorkOrderMapping.With("""{"单据":"externalNo","谁":"complainantName","电话":"complainantPhone","哪家":"respondentName","咋了":"facts"}""");
        Assert.Equal(1, (await Import(mapping)).Imported);
        Assert.Equal(UnreadableFileException.Mapping, Assert.Throws<UnreadableFileException>(() => WorkOrderMapping.With("""{"谁":"admin"}""")).Code);
        Assert.Equal(UnreadableFileException.Mapping, Assert.Throws<UnreadableFileException>(() => WorkOrderMapping.With("[]")).Code);
    }

    [Fact]
    public void A_broken_workbook_an_old_one_an_empty_file_and_noise_are_each_refused_by_name()
    {
        Write("xlsx", WorkOrderSamples.Rows().Take(20));
        var whole = File.ReadAllBytes(_path);
        Refused(UnreadableFileException.Broken, whole[..(whole.Length / 2)]);
        Refused(UnreadableFileException.Broken, Zip(("hello.txt", "no workbook"u8.ToArray())));
        Refused(UnreadableFileException.Broken, Zip(("xl/workbook.xml", "<workbook><not closed"u8.ToArray())));
        Refused(UnreadableFileException.OldExcel, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        Refused(UnreadableFileException.Empty, []);
        Refused(UnreadableFileException.Encoding, [0xFF, 0xFF, 0x00, 0x81, 0x20, 0xFE, 0x01]);
    }

    [Fact]
    public void A_zip_bomb_is_stopped_while_it_unpacks()
    {
        Refused(UnreadableFileException.ZipBomb, Zip(("xl/workbook.xml", "<workbook/>"u8.ToArray()), ("xl/worksheets/sheet1.xml", new byte[64 * 1024 * 1024])));
        Assert.True(new FileInfo(_path).Length < 100_000);
    }

    [Fact]
    public async Task A_refusal_of_the_register_is_a_bad_line_and_the_rest_goes_on()
    {
        Write("utf-8", WorkOrderSamples.Rows().Take(11));
        _register.Refuse = "GD20261123-0004";
        var report = await Import();
        Assert.Equal((9, new BadCell(5, "place", "out-of-range", "GD20261123-0004")), (report.Imported, Assert.Single(report.Bad)));
    }

    public void Dispose() => File.Delete(_path);

    private void Refused(string code, byte[] content)
    {
        File.WriteAllBytes(_path, content);
        Assert.Equal(code, Assert.Throws<UnreadableFileException>(() => Reader()).Code);
    }

    private void Write(string format, IEnumerable<string[]> rows)
    {
        if (format is "xlsx")
        {
            File.Delete(_path);
            using var file = File.Create(_path);
            file.SaveAs(rows.Select(r => r.Select((c, i) => (c, i)).ToDictionary(c => $"c{c.i}", c => (object)c.c, StringComparer.Ordinal)), printHeader: false);
            return;
        }
        File.WriteAllBytes(_path, format switch
        {
            "utf-8" => WorkOrderSamples.Csv(rows, new UTF8Encoding(false)),
            "utf-8-bom" => WorkOrderSamples.Csv(rows, Utf8),
            "utf-16" => WorkOrderSamples.Csv(rows, Encoding.Unicode),
            "gb18030" => WorkOrderSamples.Csv(rows, Encoding.GetEncoding("GB18030")),
            "gb18030-tab" => WorkOrderSamples.Csv(rows, Encoding.GetEncoding("GB18030"), '\t'),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        });
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                part.Write(content);
            }
        return bytes.ToArray();
    }

    private WorkOrderReader Reader(WorkOrderMapping? mapping = null) =>
        WorkOrderReader.For(new WorkOrderFile(_path, new IntakeOptions()).Rows(), mapping ?? WorkOrderMapping.Default, null, null);

    private Task<ImportReport> Import(WorkOrderMapping? mapping = null) =>
        new Import(new WorkOrderFile(_path, new IntakeOptions()), Reader(mapping), _register, new IntakeOptions(), new FakeTimeProvider(Now))
            .Run(p => { _progress.Add(p); return Task.CompletedTask; }, TestContext.Current.CancellationToken);

    private sealed class Desk : IRegistrar
    {
        public ConcurrentDictionary<CommandId, WorkOrder> Orders { get; } = new();

        public string? Refuse { get; set; }

        public Task<Registered> Register(CommandId id, WorkOrder order, CancellationToken ct) => Task.FromResult<Registered>(
            order.ExternalNo == Refuse ? new Registered.Refused(Refusals.OutOfRange, "place")
            : Orders.TryAdd(id, order) ? new Registered.Anew() : new Registered.Already());
    }
}
