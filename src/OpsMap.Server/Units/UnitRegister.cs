using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>The register of units (机构名册): bureaus, stations and sections, who heads them, what they are for.</summary>
public sealed class UnitRegister(Database database, RegisterBook book)
{
    private const int Most = 1000;

    private const string Columns = """
        id, code, county, kind, parent, name, phone, address, st_x(point::geometry), st_y(point::geometry), industries, squad, people, demo, closed, sort, version,
        kind = 'zoneBureau' and exists (select from district d where d.code = unit.county)
        """;

    public Task<IReadOnlyList<UnitCard>> List(Actor reader, CountyCode? county, CancellationToken ct) => database.Rows(Scope.Of(reader), Database.Sql(
        $"select {Columns} from unit where $1::text is null or county = $1 order by county, kind not like '%Bureau', sort, code limit {Most}", Database.Nullable(county?.Value)), Card, ct);

    public async Task<UnitCard?> Find(UnitId id, Actor reader, CancellationToken ct) =>
        await database.Rows(Scope.Of(reader), Database.Sql($"select {Columns} from unit where id = $1", id.Value), Card, ct) is [var card] ? card : null;

    /// <summary>The unit takes its id from the command.</summary>
    public Task<IResult> Enter(UnitRequest request, Actor by) => book.Write(request.CommandId, request.CommandId.Value, request, by, async _ =>
    {
        var (id, said) = (new UnitId(request.CommandId.Value), request.Unit);
        if (said.Check() is { } no) throw RegisterBook.Refuse(no);
        // the bureaus are there from the beginning, one a county
        if (said.IsBureau) throw RegisterBook.Refuse(new Refusal(Refusals.OutOfRange, "unit.kind"));
        var code = said.Code ?? $"{said.County}-{id.Value.ToString("N")[^8..].ToUpperInvariant()}";
        await CheckRelations(said, code, id, by);
        return Of(id, said with { Code = code }, version: 1, "unit-entered");
    }, creates: true);

    public Task<IResult> Change(UnitId id, UnitRequest request, Actor by) => book.Write(request.CommandId, id.Value, request, by, async _ =>
    {
        var card = await Find(id, by, CancellationToken.None) ?? throw RegisterBook.NotFound();
        var said = request.Unit with { Code = request.Unit.Code ?? card.Code };
        if (said.Check() is { } no) throw RegisterBook.Refuse(no);
        RegisterBook.Fence(request.Version, card.Version);
        // what others point at: a county's bureau stays its bureau, a unit stays in its county
        if (said.Kind != card.Kind) throw RegisterBook.Refuse(new Refusal(Refusals.OutOfRange, "unit.kind"));
        if (said.County != card.County) throw RegisterBook.Refuse(new Refusal(Refusals.CountyDoesNotFit, "unit.county"));
        await CheckRelations(said, said.Code!, id, by);
        return Of(id, said, card.Version + 1, "unit-changed");
    });

    private async Task CheckRelations(UnitSaid said, string code, UnitId id, Actor by)
    {
        if (!by.MaySee(said.County)) throw RegisterBook.Refuse(new Refusal(Refusals.OtherCounty, "unit.county"));
        var found = (await database.Rows(Scope.Everything, Database.Sql("""
            select exists (select from unit where code = $1 and id <> $2),
                   (select county from unit where id = $3 and id <> $2),
                   (select county from squad_view where id = $4)
            """, code, id.Value, Database.Nullable(said.Parent?.Value), Database.Nullable(said.Squad?.Value)),
            r => (CodeTaken: r.GetBoolean(0), Parent: r[1] as string, Squad: r[2] as string)))[0];
        if (found.CodeTaken) throw RegisterBook.Refuse(new Refusal(Refusals.Repeated, "unit.code"));
        var cityBureau = said.Kind is UnitKind.CountyBureau or UnitKind.ZoneBureau && found.Parent == CountyCode.City.Value;
        if (said.Parent is not null && !cityBureau && found.Parent != said.County.Value) throw RegisterBook.Refuse(new Refusal(Refusals.NoSuchUnit, "unit.parent"));
        if (said.Squad is not null && found.Squad != said.County.Value) throw RegisterBook.Refuse(new Refusal(Refusals.CountyDoesNotFit, "unit.squad"));
    }

    private static Entry Of(UnitId id, UnitSaid said, int version, string type) =>
        new(said.County, version, type, said, Entry.AnswerOf(id.Value, version), Upsert(id, said, version, demo: false));

    /// <summary>The row as described; a newer version is never overwritten by an older one.</summary>
    internal static NpgsqlBatchCommand Upsert(UnitId id, UnitSaid said, int version, bool demo) => Database.Sql("""
        insert into unit (id, code, county, kind, parent, name, phone, address, point, industries, squad, people, demo, closed, sort, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, st_point($9, $10, 4326)::geography, $11, $12, $13, $14, $15, $16, $17)
        on conflict (id) do update set
            code = excluded.code, parent = excluded.parent, name = excluded.name, phone = excluded.phone, address = excluded.address, point = excluded.point,
            industries = excluded.industries, squad = excluded.squad, people = excluded.people, demo = excluded.demo, closed = excluded.closed,
            sort = excluded.sort, version = excluded.version, at = clock_timestamp()
        where unit.version < excluded.version
        """,
        id.Value, said.Code, said.County.Value, JsonNames.Of(said.Kind), Database.Nullable(said.Parent?.Value), said.Name.Trim(), Database.Nullable(said.Phone),
        Database.Nullable(said.Address), Database.Nullable(said.Point?.Lon), Database.Nullable(said.Point?.Lat), (said.Industries ?? []).Select(i => (int)i).ToArray(),
        Database.Nullable(said.Squad?.Value), Database.Json(JsonSerializer.Serialize(said.People ?? [], Wire.Options)), demo, said.Closed, said.Sort, version);

    private static UnitCard Card(NpgsqlDataReader r) => new(
        new UnitId(r.GetGuid(0)), r.GetString(1), new CountyCode(r.GetString(2)), Enum.Parse<UnitKind>(r.GetString(3), ignoreCase: true),
        r.IsDBNull(4) ? null : new UnitId(r.GetGuid(4)), r.GetString(5), r[6] as string, r[7] as string, r[8] as double?, r[9] as double?,
        [.. ((int[])r[10]).Select(i => (Industry)i)], r.IsDBNull(11) ? null : new SquadId(r.GetGuid(11)),
        JsonSerializer.Deserialize<IReadOnlyList<Officer>>(r.GetString(12), Wire.Options)!, r.GetBoolean(13), r.GetBoolean(14), r.GetInt32(15), r.GetInt32(16), r.GetBoolean(17) ? true : null);
}

/// <summary>A unit as the tree shows it (机构卡片). <c>Bordered</c>: the zone's border has been drawn.</summary>
public sealed record UnitCard(
    UnitId Id, string Code, CountyCode County, UnitKind Kind, UnitId? Parent, string Name, string? Phone, string? Address, double? Lon, double? Lat,
    IReadOnlyList<Industry> Industries, SquadId? Squad, IReadOnlyList<Officer> People, bool Demo, bool Closed, int Sort, int Version, bool? Bordered)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public RoutableUnit Routable => new(Id, Kind, Name, Industries, Closed, Lon is { } lon && Lat is { } lat ? new GeoPoint(lon, lat) : null);
}
