using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Geodata;

/// <summary>Whose place is this (属地判定): the borders as the database has them, the shipped counties and the zones an administrator drew.</summary>
public sealed class Jurisdiction(Database database, IConfiguration configuration) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private Known? _known;

    /// <summary>Asks the database first whether a border has moved: a zone drawn on one node decides the next case on every node.</summary>
    public async ValueTask<Place> Of(GeoPoint point, CancellationToken ct = default)
    {
        var known = _known;
        if (known is null) return (await Load(ct)).Of(point);
        var stamp = await Stamp(ct);
        return (known.Stamp == stamp ? known : _known = new Known(new Borders(await Stored(ct)), stamp)).Borders.Of(point);
    }

    /// <summary>Checks the shipped file, brings the database's borders up to it, and answers from now on with what the database holds.</summary>
    /// <exception cref="InvalidDataException">The file is not what dispatch may rely on.</exception>
    public async Task<Borders> Load(CancellationToken ct = default)
    {
        await _loading.WaitAsync(ct);
        try
        {
            await Save(DistrictFile.Read(GeodataFolder.Of(configuration), CountyNames.Bordered), ct);
            // the stamp first: what moves in between is noticed at the next question
            var stamp = await Stamp(ct);
            _known = new Known(new Borders(await Stored(ct)), stamp);
            return _known.Borders;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();

    // the same file twice writes nothing; a zone is never touched
    private Task<int> Save(IReadOnlyList<District> districts, CancellationToken ct) => database.Execute(Scope.Everything, Database.Sql("""
        insert into district (code, border)
        select code, st_geomfromewkb(border) from unnest($1::text[], $2::bytea[]) as d(code, border)
        on conflict (code) do update set border = excluded.border where not st_orderingequals(district.border, excluded.border)
        """,
        new NpgsqlParameter { Value = districts.Select(d => d.County.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        new NpgsqlParameter { Value = districts.Select(d => Ewkb(d.Border)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea }), ct);

    private async Task<long> Stamp(CancellationToken ct) =>
        (await database.Rows(Scope.Everything, Database.Sql("select stamp from border_stamp"), r => r.GetInt64(0), ct))[0];

    private Task<IReadOnlyList<District>> Stored(CancellationToken ct)
    {
        var reader = new WKBReader();
        return database.Rows(Scope.Everything, Database.Sql("select code, st_asbinary(border) from district order by code"),
            r => new District(new CountyCode(r.GetString(0)), reader.Read((byte[])r[1])), ct);
    }

    private sealed record Known(Borders Borders, long Stamp);

    private static byte[] Ewkb(Geometry border) => new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(border);
}
