using OpsMap.Server.Dispatch;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Dispatch;

public sealed class NearestIsExactTests(Backing backing, ITestOutputHelper output)
{
    private const int Worlds = 1_000;
    private static readonly string[] Skills = ["food", "drug", "device", "price", "quality", "auto"];
    private static readonly string[] Counties = ["140403", "140404", "140427"];
    private static readonly string[] States = ["available", "available", "returning", "onScene", "offDuty", "break"];

    // every free, fresh, complete and able squad against the scene, over the ellipsoid: slow and beyond doubt
    private const string All = "from case_view c, squad_position p join squad_view s on s.id = p.squad";
    private const string Eligible = """
        where c.id = $1 and ($2 or s.county = c.county) and s.state in ('available', 'returning') and s.crew >= 2 and s.capabilities @> c.skills and p.fix_at >= $3
        """;

    // to the far side of where it can be by now, unless the fix is of the last half minute
    private const string Oracle = $"""
        select s.code, m.metres, m.metres + case when m.age < 30 then 0 else least(5000, p.accuracy_m + m.age * case s.state when 'returning' then 14 else 5 end) end
        {All}, lateral (select st_distance(st_point(p.lon, p.lat, 4326)::geography, c.point, true) as metres, extract(epoch from $4 - p.fix_at)::float8 as age) m
        {Eligible} order by 3 limit 8
        """;

    private const string Degrees = $"select s.code {All} {Eligible} order by st_point(p.lon, p.lat, 4326) <-> c.point::geometry limit 5";

    [Fact]
    public async Task The_first_five_are_those_of_brute_force_in_a_thousand_random_worlds_where_ordering_by_degrees_is_not()
    {
        await using var test = await backing.Database();
        await using var world = new SquadWorld(test.Owner);
        var random = new Random(20261123);
        var (wrong, wrongByDegrees, compared) = (new List<string>(), 0, 0);
        for (var n = 0; n < Worlds; n++)
        {
            await world.Squads(Random(random));
            var id = await world.Case(Counties[random.Next(Counties.Length)], 112.2 + random.NextDouble() * 1.3, 35.9 + random.NextDouble(), [Skills[random.Next(Skills.Length)]]);
            var any = random.Next(2) == 0;

            var ours = (await world.Ask(id, crossCounty: any)).Candidates;

            any |= ours.Any(c => !c.OwnCounty);   // the county had nobody: the city's question went wider
            var truth = await Truth(world, id.Value, any, 180);
            if (truth.Count == 0) truth = await Truth(world, id.Value, any, 300);
            if (truth.Count == 0) truth = await Truth(world, id.Value, any, 12 * 3600);
            compared += Math.Min(5, truth.Count);
            if (Disagreement(truth, ours) is { } why) wrong.Add($"world {n}: {why}");
            var since = world.Clock.GetUtcNow() - TimeSpan.FromSeconds(180);
            var degrees = await world.Database.Rows(Scope.Everything, Database.Sql(Degrees, id.Value, any, since), r => r.GetString(0), SquadWorld.Cancel);
            if (degrees.Count > 0 && !degrees.SequenceEqual(truth.Take(5).Select(t => t.Code), StringComparer.Ordinal)) wrongByDegrees++;
        }
        output.WriteLine($"{Worlds} worlds, {compared} places compared, {wrong.Count} wrong; ordering by degrees wrong in {wrongByDegrees}");
        Assert.Empty(wrong);
        Assert.True(compared > 2_000, $"only {compared} places compared: the worlds are too empty to prove anything");
        Assert.True(wrongByDegrees > Worlds / 20, $"ordering by degrees failed in {wrongByDegrees} worlds only: this test no longer tells the two apart");
    }

    private static Task<IReadOnlyList<(string Code, double Metres, double Far)>> Truth(SquadWorld world, Guid id, bool any, int seconds) => world.Database.Rows(Scope.Everything,
        Database.Sql(Oracle, id, any, world.Clock.GetUtcNow() - TimeSpan.FromSeconds(seconds), world.Clock.GetUtcNow()),
        r => (Code: r.GetString(0), Metres: r.GetDouble(1), Far: r.GetDouble(2)), SquadWorld.Cancel);

    // ties under a metre are excused: equally far squads may come in any order
    private static string? Disagreement(IReadOnlyList<(string Code, double Metres, double Far)> truth, IReadOnlyList<Candidate> ours)
    {
        if (ours.Count != Math.Min(5, truth.Count)) return $"{ours.Count} candidates, {truth.Count} in truth";
        for (var i = 0; i < ours.Count; i++)
        {
            var mine = truth.FirstOrDefault(t => t.Code == ours[i].Code);
            if (mine.Code is null || Math.Abs(mine.Far - truth[i].Far) > 1) return $"place {i + 1} is {truth[i]}, not {ours[i].Code} at {ours[i].Metres}";
            if (Math.Abs(mine.Metres - ours[i].Metres) > 0.1) return $"{mine.Code} is {mine.Metres} m away, not {ours[i].Metres}";
        }
        return null;
    }

    // from a dense market (many squads in one cell) to the whole city; equal jobs, so that distance alone decides
    private static TestSquad[] Random(Random random)
    {
        var (lon, lat, width) = (112.3 + random.NextDouble() * 1.2, 36 + random.NextDouble() * 0.9, Math.Pow(10, -2.3 + random.NextDouble() * 2.3));
        return [.. Enumerable.Range(0, random.Next(5, 120)).Select(i => new TestSquad($"S{i:D3}", Counties[random.Next(3)], lon + (random.NextDouble() - 0.5) * width, lat + (random.NextDouble() - 0.5) * width)
        {
            State = States[random.Next(States.Length)],
            Crew = random.Next(1, 4),
            Skills = ["general", Skills[random.Next(6)], Skills[random.Next(6)], Skills[random.Next(6)]],
            AgeS = random.Next(10) == 0 ? random.Next(182, 400) : random.Next(0, 170),
        })];
    }
}
