using System.Globalization;
using System.Text;
using MiniExcelLibs;
using OpsMap.Server.Intake;
using OpsMap.Server.Tests.Access;
using Xunit;
using static OpsMap.Server.Tests.Duty.Roster;

namespace OpsMap.Server.Tests.Duty;

public sealed class ShiftImportTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task Good_lines_are_kept_each_bad_one_is_named_and_the_same_file_again_changes_nothing()
    {
        using var desk = await node.SignedIn("county");
        var monday = Monday();
        var file = Csv($"""
            市场监管局值班表
            分队,日期,上班,下班,队员,队长,车辆,备勤
            潞州01,{D(monday)},8:00,20:00,王一、李二,王一,晋D·1234警,否
            潞州01,{D(monday)},20:00,8:00,"王一,李二",,,是
            潞州区快反第二分队,{monday:yyyy/M/d},08：00,20：00,赵三 钱四,,,

            上党01,{D(monday)},8:00,20:00,王一、李二,,,
            潞州03,{D(monday)},8:00,20:00,王一,,,
            潞州03,十一月五日,8:00,20:00,王一、李二,,,
            潞州03,{D(monday)},早上,20:00,王一、李二,,,
            潞州01,{D(monday)},10:00,12:00,王一、李二,,,
            潞州04,{D(monday)},8:00,20:00,王一、李二,,,也许
            =潞州99,{D(monday)},8:00,20:00,王一、李二,,,
            """);
        var first = await desk.Import(file);
        Assert.Equal("3 0 0 7", first.Figures());
        Assert.Equal(
            ["7 squad no-such-squad", "8 members shift-short-of-crew", "9 day day-unreadable", "10 startsAt time-unreadable", "11 startsAt shift-overlaps", "12 onCall yes-or-no", "13 squad no-such-squad"],
            first.GetProperty("bad").EnumerateArray().Select(b => $"{b.GetProperty("line")} {b.GetProperty("field")} {b.GetProperty("reason")}"));
        Assert.Equal("'=潞州99", first.GetProperty("bad")[6].GetProperty("value").GetString());
        Assert.Equal("在岗班次至少 2 人，一人只能备勤", first.GetProperty("bad")[1].GetProperty("text").GetString());

        var shifts = await desk.Shifts(monday);
        Assert.Equal(
            [$"{Local(monday.At(8))}-20 王一 李二 False", $"{Local(monday.At(8))}-20 赵三 钱四 False", $"{Local(monday.At(20))}-08 王一 李二 True"],
            shifts.Select(s => $"{Local(s.GetProperty("startsAt").GetDateTimeOffset())}-{s.GetProperty("endsAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)):HH} {string.Join(' ', s.GetProperty("members").EnumerateArray())} {s.GetProperty("onCall").GetBoolean()}").Order(StringComparer.Ordinal));

        var events = await Events();
        Assert.Equal("0 0 3 7", (await desk.Import(file)).Figures());
        Assert.Equal(events, await Events());
        Assert.Equal("0 1 2 7", (await desk.Import(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("赵三", "孙五", StringComparison.Ordinal)))).Figures());
    }

    [Fact]
    public async Task A_workbook_with_real_dates_and_times_is_read_as_it_shows()
    {
        using var desk = await node.SignedIn("county");
        var monday = Monday();
        using var book = new MemoryStream();
        var lines = new[]
        {
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["分队编号"] = "潞州05", ["值班日期"] = monday.ToDateTime(TimeOnly.MinValue), ["上班时间"] = 8d / 24, ["下班时间"] = "20:30", ["值班人员"] = "王一 李二" },
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["分队编号"] = "潞州06", ["值班日期"] = null, ["上班时间"] = monday.ToDateTime(new TimeOnly(22, 0)), ["下班时间"] = monday.AddDays(1).ToDateTime(new TimeOnly(6, 0)), ["值班人员"] = "王一 李二" },
        };
        book.SaveAs(lines);
        Assert.Equal("2 0 0 0", (await desk.Import(book.ToArray())).Figures());
        Assert.Equal([monday.At(8), monday.At(22)], (await desk.Shifts(monday)).Select(s => s.GetProperty("startsAt").GetDateTimeOffset()));
        Assert.Equal(monday.At(20).AddMinutes(30), (await desk.Shifts(monday))[0].GetProperty("endsAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_shift_that_was_removed_comes_back_and_one_that_was_moved_stays_where_it_is()
    {
        using var desk = await node.SignedIn("county");
        var monday = Monday();
        var file = Csv($"""
            分队,日期,上班,下班,队员
            潞州07,{D(monday)},8:00,20:00,王一、李二
            """);
        await desk.Import(file);
        var shift = Assert.Single(await desk.Shifts(monday));
        var id = shift.GetProperty("id").GetGuid();
        await (await desk.Delete($"/api/shifts/{id}?version=1")).Json();
        Assert.Equal("1 0 0 0", (await desk.Import(file)).Figures());
        Assert.Equal(id, Assert.Single(await desk.Shifts(monday)).GetProperty("id").GetGuid());

        await (await desk.Plan(id, Shift(shift.GetProperty("squad").GetGuid(), monday.AddDays(2).At(8)), version: 3)).Json();
        Assert.Equal("1 0 0 0", (await desk.Import(file)).Figures());
        Assert.Equal("0 0 1 0", (await desk.Import(file)).Figures());
        Assert.Equal(2, (await desk.Shifts(monday)).Count);
    }

    [Theory]
    [InlineData("姓名,电话\n王一,1", UnreadableFileException.Headings)]
    [InlineData("", UnreadableFileException.Empty)]
    public async Task A_file_that_is_no_roster_is_refused_as_a_whole(string text, string code)
    {
        using var desk = await node.SignedIn("county");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Csv(text)), "file", "x.csv" } };
        await (await desk.Send(HttpMethod.Post, "/api/shifts/import", form)).Problem(400, code, "file");
    }

    private Task<long> Events() => node.Database.Scalar<long>("select count(*) from event");

    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    private static string D(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Local(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture);
}
