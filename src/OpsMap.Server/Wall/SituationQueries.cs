using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Wall;

/// <summary>Counts the situation in one round trip, under the reader's own county.</summary>
public sealed class SituationQueries(Database database, TimeProvider clock)
{
    private const int Trend = 14;

    public async Task<CitySituation> Count(Scope scope, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var day = CityTime.DayOf(now);
        var (today, year) = (StartOf(day), StartOf(new DateOnly(day.Year, 1, 1)));
        NpgsqlBatchCommand Ask(string sql) => Database.Sql(sql, now, today, year);

        await using var batch = database.Batch(scope,
            Ask(SituationSql.Volumes), Ask(SituationSql.Rates), Ask(SituationSql.Arrivals), Ask(SituationSql.ByIndustry), Ask(SituationSql.ByHour),
            Ask(SituationSql.ByCounty), Ask(SituationSql.Squads), Ask(SituationSql.Stages), Ask(SituationSql.Response), Ask(SituationSql.Visits));
        await using var reader = await batch.ExecuteReaderAsync(ct);

        var volumes = (await Next(reader, r => (
            Intake: new ReceivedCases(Int(r, 0), Int(r, 1), Int(r, 2), Int(r, 3), Int(r, 4)),
            Fast: new FastTrack(Int(r, 5), Int(r, 6), Int(r, 7)),
            Recovered: new Recovered(r.GetDecimal(8), r.GetDecimal(9))), ct)).Single();
        var rates = await Next(reader, r => (County: r.GetString(0), Kind: r.GetString(1), Rate: new Rate(r.GetInt32(2), r.GetInt32(3))), ct);
        var arrivals = (await Next(reader, r => new Arrivals(r.GetInt32(0), Number(r, 1), Number(r, 2)), ct)).Single();
        var industries = (await Next(reader, r => (r.GetInt32(0), r.GetInt32(1)), ct)).ToDictionary();
        var hours = (await Next(reader, r => (r.GetInt32(0), r.GetInt32(1)), ct)).ToDictionary();
        var received = (await Next(reader, r => (r.GetString(0), r.GetInt32(1)), ct)).ToDictionary();
        var squads = (await Next(reader, r => (r.GetString(0), (Free: r.GetInt32(1), OnDuty: r.GetInt32(2))), ct)).ToDictionary();
        var stages = (await Next(reader, r => (r.GetString(0), r.GetInt32(1)), ct)).ToDictionary();
        var response = (await Next(reader, r => (r.GetFieldValue<DateOnly>(0), (Count: r.GetInt32(1), Minutes: r.GetDouble(2))), ct)).ToDictionary();
        var visits = (await Next(reader, r => new Satisfaction(r.GetInt32(0), r.GetInt32(1)), ct)).Single();

        return new CitySituation(
            now, volumes.Intake, volumes.Fast,
            rates.GroupBy(r => r.Kind, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Rate(g.Sum(r => r.Rate.Met), g.Sum(r => r.Rate.Due)), StringComparer.Ordinal),
            arrivals, volumes.Recovered, visits,
            [.. Counties.All.Where(c => Sees(scope, c.Code.Value)).Select(c => CountyRow(c))],
            industries, stages,
            [.. Enumerable.Range(0, 24).Select(hour => hours.GetValueOrDefault(hour))],
            [.. Enumerable.Range(1 - Trend, Trend).Select(back => ResponseOf(day.AddDays(back)))]);

        CountyRow CountyRow(County county)
        {
            var code = county.Code.Value;
            var (free, onDuty) = squads.GetValueOrDefault(code);
            var rate = rates.Where(r => r.County == code && r.Kind == "C2").Select(r => r.Rate).FirstOrDefault() ?? new Rate(0, 0);
            return new(code, county.Name, received.GetValueOrDefault(code), rate, free, onDuty);
        }

        ResponseDay ResponseOf(DateOnly of) => response.TryGetValue(of, out var found) ? new(of, found.Count, Math.Round(found.Minutes, 1)) : new(of, 0, null);
    }

    private static bool Sees(Scope scope, string county) => scope == Scope.Everything || scope.Setting == county;

    private static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), CityTime.Offset).ToUniversalTime();

    private static async Task<List<T>> Next<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> map, CancellationToken ct)
    {
        await reader.NextResultAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(map(reader));
        return rows;
    }

    private static int Int(NpgsqlDataReader r, int column) => (int)r.GetInt64(column);

    private static double? Number(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : Math.Round(r.GetDouble(column), 1);
}
