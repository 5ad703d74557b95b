using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Certificates;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Replay;
using Xunit;

namespace OpsMap.Server.Tests.Certificates;

public sealed class CertificateTests(Backing backing)
{
    private static readonly Actor _city = new(new PersonId(Guid.NewGuid()), "王调度", Role.CityDispatcher, CountyCode.City);
    private static readonly GeoPoint _scene = new(113.12, 36.2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stay_inside_the_fence_is_certified_with_its_positions_photos_and_hash_and_printed_on_the_directive()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromMinutes(40));
        using var desk = await node.SignedIn("dispatcher");
        var (id, leader) = await EnRoute(node, "潞州01");
        await (await desk.Get($"/api/cases/{id}/arrival")).Problem(404, Codes.NotFound);

        node.Clock.Back -= TimeSpan.FromMinutes(2);
        var inside = node.Now.AddSeconds(-60);
        var receipt = await node.Reports.Take(PastNode.IdOf("潞州01"), "phone", node.Now, [.. Enumerable.Range(0, 13).Select(i => At(i, inside.AddSeconds(i * 5), i == 6 ? 0.9 : 0.0002))]);
        Assert.Equal(id, receipt.Arrived);
        await node.Must(id, new CaseCommand.AddEvidence(new EvidenceId(Guid.NewGuid()), EvidenceKind.Photo, new string('a', 64), node.Now), leader);

        var arrival = await (await desk.Get($"/api/cases/{id}/arrival")).Json();
        Assert.Equal(("arrival", "fence", 12), (Text(arrival, "step"), Text(arrival, "how"), arrival.GetProperty("fixCount").GetInt32()));
        Assert.Equal(inside.ToUnixTimeMilliseconds(), arrival.GetProperty("since").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal(60, arrival.GetProperty("dwellS").GetInt32());
        Assert.Equal(ArrivalCertificate.Origin, Text(arrival, "prevHash"));

        node.Clock.Back -= TimeSpan.FromMinutes(10);
        await node.Reports.Take(PastNode.IdOf("潞州01"), "phone", node.Now, [At(20, node.Now.AddMinutes(-4), 0.0001), At(21, node.Now.AddMinutes(-2), 0.02), At(22, node.Now.AddMinutes(-1), 0.03)]);
        await node.Must(id, new CaseCommand.FinishScene("现场处置完毕"), leader);
        await node.Reports.Take(PastNode.IdOf("潞州01"), "phone", node.Now, [At(23, node.Now, 0.03)]);
        var leaving = await (await desk.Get($"/api/cases/{id}/arrival")).Json();
        Assert.Equal(("leaving", 13), (Text(leaving, "step"), leaving.GetProperty("fixCount").GetInt32()));
        Assert.False(leaving.GetProperty("waits").GetBoolean());
        Assert.Equal(["1 arrival", "2 leaving"], leaving.GetProperty("links").EnumerateArray().Select(l => $"{l.GetProperty("no")} {Text(l, "step")}"));
        Assert.Equal(new string('a', 64), Assert.Single(leaving.GetProperty("photoHashes").EnumerateArray()).GetString());
        Assert.Equal(Text(arrival, "hash"), Text(leaving, "prevHash"));
        // it had left the fence minutes before the button was pressed
        Assert.InRange(node.Now - leaving.GetProperty("leftAt").GetDateTimeOffset(), TimeSpan.FromMinutes(3.9), TimeSpan.FromMinutes(4.5));

        var page = await (await desk.Get($"/api/cases/{id}/documents/preview?kind=directive")).Content.ReadAsStringAsync(Cancel);
        foreach (var said in new[] { "到场证明", "电子围栏自动判定", "13个", "1张", Text(leaving, "hash")[..12] }) Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chain_of_a_county_tells_a_changed_a_missing_and_a_swapped_certificate()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromMinutes(40));
        using var desk = await node.SignedIn("dispatcher");
        foreach (var code in new[] { "潞州01", "潞州02", "潞州03" })
        {
            var (id, leader) = await EnRoute(node, code);
            await node.Must(id, new CaseCommand.Arrive(ArrivalProof.Manual, _scene), leader);
            await node.Must(id, new CaseCommand.FinishScene(), leader);
            await (await desk.Get($"/api/cases/{id}/arrival")).Problem(404, Codes.NotFound);
            // who came without a track is not waited for any longer
            node.Clock.Back -= TimeSpan.FromMinutes(2.1);
            Assert.Equal("manual", Text(await (await desk.Get($"/api/cases/{id}/arrival")).Json(), "how"));
        }
        var whole = await (await desk.Get("/api/certificates/chain?county=140403")).Json();
        Assert.Equal((6, true), (whole.GetProperty("count").GetInt32(), whole.GetProperty("intact").GetBoolean()));
        using (var other = await node.SignedIn("county")) await (await other.Get("/api/certificates/chain?county=140404")).Problem(404, Codes.NotFound);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => node.Database.Execute(Scope.Everything, Database.Sql("update arrival_certificate set body = body"), Cancel))).SqlState);

        await using (var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(node.Postgres) { Options = "-c ops.county=*" }))
        await using (var act = owner.CreateCommand("delete from arrival_certificate"))
            Assert.Equal(PostgresErrorCodes.RestrictViolation, (await Assert.ThrowsAsync<PostgresException>(() => act.ExecuteNonQueryAsync(Cancel))).SqlState);

        var rows = await node.Database.Rows(Scope.Everything, Database.Sql("select no, body, hash from arrival_certificate order by no"), r => new CertificateRow(r.GetInt32(0), r.GetString(1), r.GetString(2)), Cancel);
        var head = (6, rows[^1].Hash);
        Assert.True(Check(rows).Intact);
        var forged = rows[2].Body.Replace("manual", "fence", StringComparison.Ordinal);
        Assert.Equal(3, Check([.. rows.Take(2), rows[2] with { Body = forged }, .. rows.Skip(3)]).BrokenAt);
        Assert.Equal(4, Check([.. rows.Take(2), rows[2] with { Body = forged, Hash = ArrivalCertificate.HashOf(forged) }, .. rows.Skip(3)]).BrokenAt);
        Assert.Equal(2, Check([rows[0], .. rows.Skip(2)]).BrokenAt);
        Assert.Equal(6, Check([.. rows.SkipLast(1)]).BrokenAt);
        Assert.Equal(4, Check([.. rows.Take(3), rows[4] with { No = 4 }, rows[3] with { No = 5 }, rows[5]]).BrokenAt);

        ChainState Check(IReadOnlyList<CertificateRow> kept) => CertificateChain.Check(new CountyCode("140403"), kept, head);
    }

    internal static async Task<(CaseId Id, Actor Leader)> EnRoute(PastNode node, string code)
    {
        var squad = PastNode.IdOf(code);
        var leader = PastNode.Leader(squad, new CountyCode("140403"));
        Assert.Null((await node.Say(squad, new SquadCommand.ClockOn(2, "2026-01"), leader)).Refusal);
        var id = new CaseId(Guid.NewGuid());
        var registration = new Registration(CaseKind.Complaint, Channel.Hotline12345, "外卖餐品有异物", "餐品中有金属丝，商家拒绝退款。", "迎宾大道58号",
            new Respondent("快餐店"), _scene, County: new CountyCode("140403"), Industry: Industry.Food, Situations: [Situation.OnSceneDispute]);
        foreach (var (command, by) in new (CaseCommand, Actor)[]
        {
            (new CaseCommand.Register(registration), _city), (new CaseCommand.StartTriage(), _city), (new CaseCommand.AddOpinion(OpinionUnit.IntakeCentre, "符合快速响应情形"), _city),
            (new CaseCommand.DecideFast([Situation.OnSceneDispute]), _city), (new CaseCommand.IssueDirective(squad), _city), (new CaseCommand.AckDirective(), leader),
            (new CaseCommand.Respond(HandlingMode.OnSite, "已联系投诉人，马上到场", FirstReply: new ReplyGiven(true, "快反分队", AcceptanceAnswer.Pending)), leader), (new CaseCommand.Depart(), leader),
        }) await node.Must(id, command, by);
        return (id, leader);
    }

    internal static Fix At(long seq, DateTimeOffset at, double east) => new(seq, at, _scene.Lon + east, _scene.Lat, 9, 0, null);

    internal static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
