using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>The responsibility table (责任田): a plot for each industry of each county.</summary>
public sealed class ResponsibilityTable(Database database, RegisterBook book)
{
    /// <summary>Fourteen counties, ten industries.</summary>
    public const int Most = 140;

    private static readonly Guid _stream = NamedId.Of("responsibility");

    public async Task<object> Read(Actor reader, CountyCode? county, CancellationToken ct)
    {
        var items = await database.Rows(Scope.Of(reader), Database.Sql("""
            select r.county, r.industry, u.id, u.name, u.closed, b.id, b.name, s.id, s.code, r.demo
            from   responsibility r join unit u on u.id = r.unit left join unit b on b.id = r.backup left join squad_view s on s.id = r.squad
            where  $1::text is null or r.county = $1
            order  by r.county, r.industry
            """, Database.Nullable(county?.Value)), Item, ct);
        return new { Version = await Version(), Items = items };
    }

    public async Task<Plot?> PlotOf(CountyCode county, Industry industry, CancellationToken ct) =>
        await database.Rows(Scope.Everything, Database.Sql("select unit, backup, squad from responsibility where county = $1 and industry = $2", county.Value, (int)industry),
            r => new Plot(county, industry, new UnitId(r.GetGuid(0)), r.IsDBNull(1) ? null : new UnitId(r.GetGuid(1)), r.IsDBNull(2) ? null : new SquadId(r.GetGuid(2))), ct) is [var plot] ? plot : null;

    /// <summary>Takes the rows that are right and names the ones that are not: one slip does not lose an afternoon's table.</summary>
    public Task<IResult> Write(PlotsRequest request, Actor by, Tongue tongue) => book.Write(request.CommandId, _stream, request, by, async _ =>
    {
        if (request.Rows.Count is 0 or > Most) throw RegisterBook.Refuse(new Refusal(Refusals.OutOfRange, "rows"));
        var version = await Version();
        RegisterBook.Fence(request.Version, version);
        var bad = await Bad(request.Rows, by, tongue);
        var good = request.Rows.Where((_, row) => !bad.Exists(b => b.Row == row)).ToList();
        var answer = JsonSerializer.Serialize(new { Version = version + 1, Saved = good.Count, Bad = bad }, Wire.Options);
        return new Entry(CountyCode.City, version + 1, "responsibility-changed", new { Rows = good }, answer, [.. good.Select(Row)]) { Scope = Scope.Everything };
    });

    private async Task<int> Version() =>
        (await database.Rows(Scope.Everything, Database.Sql("select coalesce(max(version), 0) from event where stream = $1", _stream), r => r.GetInt32(0)))[0];

    private async Task<List<BadPlot>> Bad(IReadOnlyList<Plot> rows, Actor by, Tongue tongue)
    {
        var units = (await database.Rows(Scope.Everything, Database.Sql("select id, county from unit where not closed and id = any($1)",
            rows.SelectMany(r => new[] { r.Unit, r.Backup }).OfType<UnitId>().Select(u => u.Value).ToArray()), r => (Id: r.GetGuid(0), County: new CountyCode(r.GetString(1))))).ToDictionary(u => u.Id, u => u.County);
        var squads = (await database.Rows(Scope.Everything, Database.Sql("select id, county from squad_view where id = any($1)",
            rows.Select(r => r.Squad).OfType<SquadId>().Select(s => s.Value).ToArray()), r => (Id: r.GetGuid(0), County: new CountyCode(r.GetString(1))))).ToDictionary(u => u.Id, u => u.County);
        var bad = new List<BadPlot>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var no = row.Check()
                ?? (by.MaySee(row.County) ? null : new Refusal(Refusals.OtherCounty, "county"))
                ?? (rows.Take(i).Any(r => r.County == row.County && r.Industry == row.Industry) ? new Refusal(Refusals.Repeated, "industry") : null)
                ?? OfCounty(row.Unit?.Value, units, row, Refusals.NoSuchUnit, "unit")
                ?? OfCounty(row.Backup?.Value, units, row, Refusals.NoSuchUnit, "backup")
                ?? OfCounty(row.Squad?.Value, squads, row, Refusals.NoSuchSquad, "squad");
            if (no is not null) bad.Add(new BadPlot(i, no.Field!, no.Code, Words.Of(no.Code, tongue, no.Facts)));
        }
        return bad;
    }

    private static Refusal? OfCounty(Guid? id, Dictionary<Guid, CountyCode> known, Plot row, string code, string field) =>
        id is { } one && known.GetValueOrDefault(one) != row.County ? new Refusal(code, field) : null;

    internal static NpgsqlBatchCommand Row(Plot plot) => Row(plot, demo: false);

    internal static NpgsqlBatchCommand Row(Plot plot, bool demo) => plot.Unit is not { } unit
        ? Database.Sql("delete from responsibility where county = $1 and industry = $2", plot.County.Value, (int)plot.Industry)
        : Database.Sql($"""
            insert into responsibility (county, industry, unit, backup, squad, demo) values ($1, $2, $3, $4, $5, $6)
            on conflict (county, industry) do {(demo ? "nothing" : "update set unit = excluded.unit, backup = excluded.backup, squad = excluded.squad, demo = false, at = clock_timestamp()")}
            """, plot.County.Value, (int)plot.Industry, unit.Value, Database.Nullable(plot.Backup?.Value), Database.Nullable(plot.Squad?.Value), demo);

    private static PlotItem Item(NpgsqlDataReader r) => new(
        new CountyCode(r.GetString(0)), (Industry)r.GetInt32(1), new UnitName(new UnitId(r.GetGuid(2)), r.GetString(3), r.GetBoolean(4) ? true : null),
        r.IsDBNull(5) ? null : new UnitName(new UnitId(r.GetGuid(5)), r.GetString(6)), r.IsDBNull(7) ? null : new SquadName(new SquadId(r.GetGuid(7)), r.GetString(8)), r.GetBoolean(9) ? true : null);
}

/// <summary>Rows of the table as they are to be; each stands for itself.</summary>
public sealed record PlotsRequest(CommandId CommandId, IReadOnlyList<Plot> Rows, int? Version = null);

/// <summary>A row that was not taken: which one, and what is wrong with which of its members.</summary>
public sealed record BadPlot(int Row, string Field, string Code, string Title);

/// <summary>A plot as the table shows it.</summary>
public sealed record PlotItem(CountyCode County, Industry Industry, UnitName Unit, UnitName? Backup, SquadName? Squad, bool? Demo);

/// <summary>A unit by its name.</summary>
public sealed record UnitName(UnitId Id, string Name, bool? Closed = null);

/// <summary>A squad by its code.</summary>
public sealed record SquadName(SquadId Id, string Code);
