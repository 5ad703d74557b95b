using Microsoft.Extensions.Time.Testing;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Clocks;

public sealed class CalendarsTests(Backing backing)
{
    private static readonly IReadOnlyList<CalendarYear> Shipped = CalendarFiles.Read(Geodata.GeodataFolder.Path);
    private static readonly CalendarYear Next = new(2027, "通知", new DateOnly(2026, 11, 4), [new(new DateOnly(2027, 1, 1), "元旦")], []);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-10-31T15:59:59Z", System.Globalization.CultureInfo.InvariantCulture));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_start_writes_nothing_and_a_newer_file_replaces_the_older()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        var calendars = new Calendars(database, _clock);
        await calendars.Ship(Shipped, Cancel);
        var written = await test.Scalar<DateTime>("select max(changed_at) from calendar_year");
        await new Calendars(database, _clock).Ship(Shipped, Cancel);
        Assert.Equal(written, await test.Scalar<DateTime>("select max(changed_at) from calendar_year"));

        var corrected = Shipped[^1] with { Work = [] };
        await calendars.Ship([corrected], Cancel);
        Assert.False(calendars.Current.IsWorkingDay(new DateOnly(2026, 10, 10)));
    }

    [Fact]
    public async Task What_an_administrator_loaded_on_one_node_reaches_the_other_and_survives_a_restart()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        var (one, two) = (new Calendars(database, _clock), new Calendars(database, _clock));
        await one.Ship(Shipped, Cancel);
        await two.Refresh(Cancel);
        await one.Add(Shipped[^1] with { Off = [.. Shipped[^1].Off, new(new DateOnly(2026, 11, 24), "临时放假")] }, GrainCluster.City, Cancel);
        Assert.True(two.Current.IsWorkingDay(new DateOnly(2026, 11, 24)));
        Assert.True(await two.Refresh(Cancel));
        Assert.False(two.Current.IsWorkingDay(new DateOnly(2026, 11, 24)));
        Assert.False(await two.Refresh(Cancel));

        var restarted = new Calendars(database, _clock);
        await restarted.Ship(Shipped, Cancel);
        Assert.False(restarted.Current.IsWorkingDay(new DateOnly(2026, 11, 24)));
        Assert.Equal("2026 true", await test.Scalar<string>("select subject || ' ' || (facts->>'replaced') from audit where action = 'calendar-loaded'"));
    }

    [Fact]
    public async Task Edge38_From_November_the_next_year_is_missing_until_it_is_loaded()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        var calendars = new Calendars(database, _clock);
        Assert.Equal(2026, calendars.Missing);
        await calendars.Ship(Shipped, Cancel);
        Assert.Null(calendars.Missing);
        // midnight in the city, not in UTC
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2027, calendars.Missing);
        await calendars.Add(Next, GrainCluster.City, Cancel);
        Assert.Null(calendars.Missing);
    }

    [Fact]
    public void A_file_that_is_no_notice_stops_the_start_and_says_where()
    {
        using var folder = new OpenFolder();
        var calendar = Directory.CreateDirectory(Path.Combine(folder.Path, "calendar"));
        Assert.Empty(CalendarFiles.Read(folder.Path));
        File.WriteAllText(Path.Combine(calendar.FullName, "cn-2027.json"), """{"year":2027,"source":"x","loadedAt":"2026-11-01","off":[{"day":"2027-01-01","name":"元旦"}],"work":["2027-01-04"]}""");
        Assert.Equal("cn-2027.json: day-not-weekend at work[0]", Assert.Throws<InvalidDataException>(() => CalendarFiles.Read(folder.Path)).Message);
        File.WriteAllText(Path.Combine(calendar.FullName, "cn-2027.json"), """{"year":2027,"off":["soon"]}""");
        Assert.StartsWith("cn-2027.json: ", Assert.Throws<InvalidDataException>(() => CalendarFiles.Read(folder.Path)).Message, StringComparison.Ordinal);
    }
}

public sealed class CalendarOverHttpTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task Everybody_reads_the_years_with_their_working_days_and_sources()
    {
        using var head = await node.SignedIn("station");
        var answer = await (await head.Get("/api/calendar")).Json();
        var years = answer.GetProperty("years").EnumerateArray().Where(y => y.GetProperty("year").GetInt32() <= 2026).ToList();
        Assert.Equal([249, 251, 248, 248], years.Select(y => y.GetProperty("workingDays").GetInt32()));
        Assert.StartsWith("国办发明电〔2025〕7号", years[^1].GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Equal("国庆节", years[^1].GetProperty("off").EnumerateArray().Last().GetProperty("name").GetString());
    }

    [Fact]
    public async Task Only_an_administrator_loads_a_year_and_it_is_audited()
    {
        const string year = """{"year":2031,"source":"国办发明电〔2030〕9号","off":[{"day":"2030-12-31","name":"元旦"},{"day":"2031-01-01","name":"元旦"}],"work":["2031-01-04"]}""";
        using var dispatcher = await node.SignedIn("dispatcher");
        await (await dispatcher.PostText("/api/calendar/years", year)).Problem(403, "wrong-role");
        using var admin = await node.SignedIn("admin");
        var answer = await (await admin.PostText("/api/calendar/years", year)).Json();
        Assert.Contains(answer.GetProperty("years").EnumerateArray(), y => y.GetProperty("year").GetInt32() == 2031);
        Assert.Equal("Admin 国办发明电〔2030〕9号", await node.Database.Scalar<string>("select role || ' ' || (facts->>'source') from audit where action = 'calendar-loaded' and subject = '2031'"));
        // a shipped file is accepted as it is
        await (await admin.PostText("/api/calendar/years", await File.ReadAllTextAsync(Path.Combine(Geodata.GeodataFolder.Path, "calendar", "cn-2023.json"), TestContext.Current.CancellationToken))).Json();
    }

    [Theory]
    [InlineData("""{"year":2031,"source":"x","off":[{"day":"2031-13-01","name":"元旦"}],"work":[]}""", "wrong-type", "off[0].day")]
    [InlineData("""{"year":2031,"source":"x","off":[{"day":"2031-01-01"}],"work":[]}""", "member-missing", "off[0].name")]
    [InlineData("""{"year":2031,"source":"x","off":[{"day":"2031-01-01","name":"元旦","x":1}],"work":[]}""", "unknown-member", "off[0].x")]
    [InlineData("""{"year":2031,"off":[],"work":[]}""", "member-missing", "source")]
    [InlineData("""{"year":2031,"source":"x","off":[],"work":[]}""", "required", "off")]
    [InlineData("""{"year":2031,"source":"x","off":[{"day":"2031-01-01","name":"元旦"},{"day":"2031-01-01","name":"元旦"}],"work":[]}""", "day-repeated", "off[1].day")]
    [InlineData("""{"year":2031,"source":"x","off":[{"day":"2031-01-01","name":"元旦"}],"work":["2031-01-05","2031-01-06"]}""", "day-not-weekend", "work[1]")]
    [InlineData("""{"year":31,"source":"x","off":[{"day":"2031-01-01","name":"元旦"}],"work":[]}""", "out-of-range", "year")]
    public async Task A_bad_line_is_refused_with_its_place(string body, string code, string field)
    {
        using var admin = await node.SignedIn("admin");
        await (await admin.PostText("/api/calendar/years", body)).Problem(400, code, field);
    }

    [Fact]
    public async Task The_alarm_speaks_the_readers_language()
    {
        using var head = await node.SignedIn("station");
        // whatever the date is when this runs, the current year is gone for a moment
        await node.Database.Scalar<int>("with gone as (delete from calendar_year where year = extract(year from now() at time zone 'Asia/Shanghai') returning 1) select count(*)::int from gone");
        var calendars = (Calendars)node.Services.GetService(typeof(Calendars))!;
        await calendars.Refresh(TestContext.Current.CancellationToken);
        var year = calendars.Today.Year;
        head.Headers["Accept-Language"] = "en";
        var alarm = (await (await head.Get("/api/calendar")).Json()).GetProperty("alarm");
        Assert.Equal(("calendar-missing", year, $"The working calendar of {year} is not loaded: legal dates in it are provisional"),
            (alarm.GetProperty("code").GetString()!, alarm.GetProperty("year").GetInt32(), alarm.GetProperty("text").GetString()!));
        await calendars.Ship(CalendarFiles.Read(Geodata.GeodataFolder.Path), TestContext.Current.CancellationToken);
    }
}
