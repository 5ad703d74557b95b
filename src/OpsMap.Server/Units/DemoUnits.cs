using System.Globalization;
using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Units;

/// <summary>Invented stations, sections, people and plots (演示机构), in demonstration mode only: a station for each invented squad, at its base.</summary>
public sealed partial class DemoUnits(Database database, IConfiguration configuration, ILogger<DemoUnits> log) : IHostedService
{
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高";
    private const string GivenNames = "安平明正和清实";

    // 上党 has its own in print; the plots below look for the same codes there
    private static readonly (string Code, UnitKind Kind, string Name, Industry[] Industries)[] _offices =
    [
        ("12315", UnitKind.Centre, "12315投诉举报中心", []),
        ("XBG", UnitKind.Section, "消保股", [Industry.Retail, Industry.ProfessionalClaim, Industry.GeneralDispute]),
        ("ZLG", UnitKind.Section, "质量股", [Industry.ProductQuality]),
        ("SPG", UnitKind.Section, "食品股", [Industry.Food]),
        ("YPG", UnitKind.Section, "药品股", [Industry.Drug, Industry.MedicalDevice]),
        ("ZFD", UnitKind.Team, "综合执法队", [Industry.Price]),
    ];

    private static readonly (string Code, string Name, Industry[] Industries)[] _citySections =
    [
        ("1404-SPK", "食品科", [Industry.Food]), ("1404-YPK", "药品科", [Industry.Drug, Industry.MedicalDevice]),
        ("1404-ZLK", "质量科", [Industry.ProductQuality]), ("1404-JGK", "价格科", [Industry.Price]),
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["DEMO_KEY"] is not { Length: > 0 }) return;
        UnitSaid[] units = [.. CitySections(), .. Counties.All.SelectMany(Offices), .. DemoRoster.All.Select(squad => Station(squad.Id, squad.Entry))];
        await using var batch = database.Batch(Scope.Everything, [.. units.Select(Added), .. Counties.All.SelectMany(Plots), .. Leaders()]);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        LogEntered(units.Length);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<UnitSaid> CitySections() => _citySections.Select((s, i) =>
        new UnitSaid(CountyCode.City, UnitKind.Section, s.Name, s.Code, IdOf("1404"), Industries: s.Industries, People: [Invented(Post.Head, i, "科长")], Sort: 10 + i));

    private static IEnumerable<UnitSaid> Offices(County county) => _offices.Select((o, i) =>
        new UnitSaid(county.Code, o.Kind, o.Name, $"{county.Code}-{o.Code}", IdOf(county.Code.Value), o.Kind is UnitKind.Centre ? DeskPhone(county) : null, Industries: o.Industries, People: [Invented(Post.Head, county.Code.Value[^1] + i, "负责人")], Sort: 1 + i));

    /// <summary>No subscriber's number begins with a zero.</summary>
    private static string DeskPhone(County county) => $"0355-0012{(Counties.All.ToList().IndexOf(county) + 1).ToString("D3", CultureInfo.InvariantCulture)}";

    private static UnitSaid Station(SquadId squad, SquadEntry entry)
    {
        var number = entry.Code[^2..];
        return new UnitSaid(entry.County, UnitKind.Station, entry.Name.Replace("快反", "", StringComparison.Ordinal).Replace("分队", "市场监管所", StringComparison.Ordinal),
            $"{entry.County}-S{number}", IdOf(entry.County.Value), entry.DutyPhone, Point: entry.Base, Squad: squad,
            People: [Invented(Post.Head, entry.Slot, "所长"), Invented(Post.Coordinator, entry.Slot + 7, "统筹协调人")], Sort: 20 + entry.Slot);
    }

    /// <summary>以局长为组长、两名分管领导为副组长.</summary>
    private static IEnumerable<NpgsqlBatchCommand> Leaders() => Counties.All.Select(c => c.Code).Prepend(CountyCode.City).Select((county, i) => Database.Sql("""
        update unit set people = $2 where code = $1 and people = '[]'
        """, county.Value, Database.Json(JsonSerializer.Serialize<Officer[]>(
        [
            Invented(Post.Head, i, "局长"), Invented(Post.Deputy, i + 3, "副局长"), Invented(Post.Deputy, i + 5, "副局长"),
            Invented(Post.LeadingHead, i, "局长"), Invented(Post.LeadingDeputy, i + 3, "副局长"), Invented(Post.LeadingDeputy, i + 5, "副局长"),
            Invented(Post.LeadingMember, i + 8, "消保股负责人"), Invented(Post.Coordinator, i + 9, "统筹协调人"),
        ], Wire.Options))));

    /// <summary>Trades with an office of their own go there, the others to 消保股; the second squad of a county knows drugs, the third cars and houses.</summary>
    private static IEnumerable<NpgsqlBatchCommand> Plots(County county)
    {
        var squads = DemoRoster.All.Where(s => s.Entry.County == county.Code).ToList();
        var centre = IdOf($"{county.Code}-12315");
        foreach (var industry in Enum.GetValues<Industry>())
        {
            var office = _offices.FirstOrDefault(o => o.Industries.Contains(industry)).Code ?? "XBG";
            var skill = Skills.For(industry)[0];
            var squad = squads.Find(s => s.Entry.Capabilities.Contains(skill));
            yield return ResponsibilityTable.Row(new Plot(county.Code, industry, IdOf($"{county.Code}-{office}"), centre, squad.Entry is null ? null : squad.Id), demo: true);
        }
    }

    /// <summary>What an administrator has changed since, or the published text says, stays.</summary>
    private static NpgsqlBatchCommand Added(UnitSaid said) => UnitRegister.Upsert(IdOf(said.Code!), said, version: 1, demo: true);

    /// <summary>As the migration makes it of a code: what stands there is found again.</summary>
    private static UnitId IdOf(string code) => new(NamedId.InSql($"opsmap unit {code}"));

    private static Officer Invented(Post post, int person, string title) => new(post, $"{Surnames[person % Surnames.Length]}演{GivenNames[person % GivenNames.Length]}", title + "（演示）");

    [LoggerMessage(EventId = 2302, Level = LogLevel.Information, Message = "{Units} demonstration units are in the register")]
    private partial void LogEntered(int units);
}
