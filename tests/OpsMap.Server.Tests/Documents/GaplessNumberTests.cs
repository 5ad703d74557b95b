using System.Globalization;
using System.Text.RegularExpressions;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Documents;

public sealed partial class GaplessNumberTests(Node node) : IClassFixture<Node>, IDisposable
{
    private readonly Office _office = new(node);

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Sixteen_issuers_at_once_with_refusals_and_failures_between_them_leave_no_gap()
    {
        const int Rounds = 3, Issuers = 16;
        // every fourth write fails inside its transaction, after its number was drawn
        await node.Database.Scalar<int>("""
            create sequence failing; grant usage on sequence failing to opsmap_app;
            create function fail_every_fourth() returns trigger language plpgsql as $$ begin
              if nextval('failing') % 4 = 0 then raise exception 'power cut' using errcode = '57P01'; end if; return new; end $$;
            create trigger fail_every_fourth before insert on document for each row execute function fail_every_fourth();
            """);
        var cases = new List<Guid>();
        for (var i = 0; i < Rounds * Issuers; i++) cases.Add(await _office.Accepted());
        var pending = await _office.Case();

        var statuses = new List<int>();
        foreach (var round in cases.Chunk(Issuers))
        {
            var answers = await Task.WhenAll(round.Select(async (id, i) =>
            {
                if (i % 5 == 0) (await _office.Ask(pending, "acceptance", Office.Contact)).Dispose();
                // two people press the same key on the same case
                var twice = await Task.WhenAll(_office.Ask(id, "acceptance", Office.Contact), _office.Ask(id, "acceptance", Office.Contact));
                return twice.Select(a => (int)a.StatusCode).ToArray();
            }));
            statuses.AddRange(answers.SelectMany(a => a));
        }
        Assert.Subset(new HashSet<int> { 201, 409, 429, 503 }, statuses.ToHashSet());
        Assert.Contains(503, statuses);
        Assert.Contains(409, statuses);

        var numbers = await Numbers();
        Assert.Equal(statuses.Count(s => s == 201), numbers.Count);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers.Order());
        await node.Database.Scalar<int>("drop trigger fail_every_fourth on document");
        Assert.Equal(numbers.Count + 1, CountOf((await _office.Issue(await _office.Accepted(), "acceptance", Office.Contact)).GetProperty("no").GetString()!));
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from (select case_id from document where state = 'issued' group by case_id, kind, basis having count(*) > 1) twice"));
    }

    [Fact]
    public async Task Each_bureau_and_each_kind_counts_for_itself()
    {
        var id = await _office.Mediating();
        Assert.Equal(1, CountOf((await _office.Issue(id, "mediationNotice", Office.Meeting)).GetProperty("no").GetString()!));
        Assert.Equal(1, CountOf((await _office.Issue(id, "transferNotice", new { replyBy = "2026-12-24" }, await _office.City())).GetProperty("no").GetString()!));
        Assert.Equal(2, CountOf((await _office.Issue(await _office.Mediating(), "mediationNotice", Office.Meeting)).GetProperty("no").GetString()!));
    }

    private async Task<List<int>> Numbers()
    {
        var all = await node.Database.Scalar<string>("select coalesce(string_agg(number::text, ','), '') from document where kind = 'acceptance' and issuer = '140403'");
        return [.. all.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
    }

    private static int CountOf(string no) => int.Parse(Count().Match(no).Groups["n"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"第(?<n>\d+)号", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Count();
}
