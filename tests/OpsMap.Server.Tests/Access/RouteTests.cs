using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>Generated from the route table of the server as it ships: a new route is tested the day it is mapped.</summary>
public sealed class RouteTests(Node node) : IClassFixture<Node>
{
    /// <summary>What a stranger may ask. Anything else needs a session or the operator's key; a new line here is a decision.</summary>
    private static readonly string[] Open =
    [
        "GET /", "GET /console/{**rest}", "GET /squad/{**rest}", "GET /screen/{**rest}", "GET /liaison/{**rest}", "GET /admin/{**rest}", "GET /healthz", "GET /readyz",
        "POST /api/session/", "POST /api/session/code", "GET /demo/{key}/{role}", "POST /api/demo/session", "GET /t/{token?}", "POST /t/{token?}",
        "GET /verify/{code}", "GET /documents/print.css", "GET /documents/print.js",
    ];

    [Fact]
    public async Task Every_route_needs_a_session_or_the_operators_key_unless_it_is_on_the_list()
    {
        using var stranger = node.Browser();
        var failures = new List<string>();
        var closed = 0;
        foreach (var (method, route) in Routes())
        {
            if (Open.Contains($"{method} {route.RoutePattern.RawText}", StringComparer.Ordinal)) continue;
            closed++;
            using var answer = await stranger.Send(new HttpMethod(method), PathOf(route, Guid.NewGuid()), Body(method));
            if (answer.StatusCode != HttpStatusCode.Unauthorized) failures.Add($"{method} {route.RoutePattern.RawText} answered {(int)answer.StatusCode}");
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(closed >= 15, $"only {closed} routes were looked at");
    }

    [Fact]
    public void Nothing_on_the_list_of_open_routes_is_out_of_date_or_open_without_being_on_it()
    {
        var anonymous = Routes().Where(r => r.Route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(r => $"{r.Method} {r.Route.RoutePattern.RawText}").Distinct(StringComparer.Ordinal);
        Assert.Empty(anonymous.Except(Open, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_route_with_an_id_says_not_found_to_another_county_just_as_for_an_id_nobody_has()
    {
        var foreign = await ForeignCase();
        var foreignIncident = await ForeignIncident();
        var foreignSquad = await node.Database.Scalar<Guid>("select id from squad_view where county <> '140403' limit 1");
        using var dispatcher = await node.SignedIn("county");
        using var head = await node.SignedIn("station");
        using var squad = await node.SignedIn("squad", "潞州03");
        var failures = new List<string>();
        var asked = 0;
        foreach (var (method, route) in Routes().Where(r => r.Route.RoutePattern.Parameters.Any(p => p.Name == "id")))
        {
            foreach (var browser in new[] { dispatcher, head, squad })
            {
                asked++;
                using var there = await browser.Send(new HttpMethod(method), PathOf(route, IdFor(route, foreign, foreignSquad, foreignIncident)), Body(method, route));
                using var nowhere = await browser.Send(new HttpMethod(method), PathOf(route, Guid.NewGuid()), Body(method, route));
                var (one, two) = (await Told(there), await Told(nowhere));
                // a role that may use the route nowhere is told so before any id is looked at
                if (one != two || !(one.StartsWith("404", StringComparison.Ordinal) || one.StartsWith("403 wrong-role", StringComparison.Ordinal)))
                    failures.Add($"{method} {route.RoutePattern.RawText}: {one} for another county's, {two} for nobody's");
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(asked >= 12, $"only {asked} requests were made");
        Assert.True(await node.Database.Scalar<long>("select count(*) from audit where action = 'refused-attempt' and facts->>'code' = 'other-county'") > 0);
    }

    private IEnumerable<(string Method, RouteEndpoint Route)> Routes() =>
        from route in node.Routes
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        where method != "OPTIONS"
        select (method, route);

    private static string PathOf(RouteEndpoint route, Guid id) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "id" } => id.ToString(),
        _ => "x",
    }))));

    private static StringContent? Body(string method, RouteEndpoint? route = null) => method is "POST" or "PUT" or "PATCH"
        ? new StringContent(route?.RoutePattern.RawText switch
        {
            { } path when path.EndsWith("/reachability", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","reached":true}""",
            { } path when path.StartsWith("/api/shifts", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","shift":{"squad":"{{{Guid.NewGuid()}}}","startsAt":"2031-01-06T00:00:00Z","endsAt":"2031-01-06T12:00:00Z","members":["王","李"]}}""",
            { } path when path.EndsWith("/messages/", StringComparison.Ordinal) => $$"""{"id":"{{Guid.NewGuid()}}","text":"收到"}""",
            { } path when path.EndsWith("/messages/read", StringComparison.Ordinal) => """{"upTo":1}""",
            "/api/squads/{id}/track" => $$"""{"from":"{{DateTimeOffset.UtcNow.AddHours(-1):O}}","to":"{{DateTimeOffset.UtcNow.AddMinutes(-1):O}}","reason":"核对轨迹"}""",
            "/api/squads/{id}" => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","squad":{"base":{"lon":113.1,"lat":36.2},"name":"某分队","kind":"squad","capabilities":[]}}""",
            { } path when path.StartsWith("/api/squads", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","command":{"type":"start-break"}}""",
            { } path when path.StartsWith("/api/trackers", StringComparison.Ordinal) => $$"""{"commandId":"{{Guid.NewGuid()}}"}""",
            { } path when path.StartsWith("/api/units", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","unit":{"county":"140403","kind":"section","name":"某股"}}""",
            { } path when path.EndsWith("/triage/decisions", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","topic":"grade","accepted":true}""",
            { } path when path.StartsWith("/api/joint-tasks", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","text":"已阅"}""",
            { } path when path.StartsWith("/api/departments", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","department":{"name":"某局"}}""",
            { } path when path.EndsWith("/remove", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}"}""",
            { } path when path.StartsWith("/api/typical-cases", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","lesson":{"title":"题","text":"文"}}""",
            { } path when path.StartsWith("/api/consultations", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","record":{"date":"2026-11-24","topic":"题","attendees":["王"]}}""",
            { } path when path.StartsWith("/api/interviews", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","record":{"date":"2026-11-24","target":"merchant","name":"店","subject":"题","attendees":["王"]}}""",
            { } path when path.EndsWith("/documents/", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","kind":"complaintForm"}""",
            { } path when path.EndsWith("/withdraw", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","reason":"x"}""",
            { } path when path.StartsWith("/api/incidents", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","command":{"type":"add-note","text":"x"}}""",
            { } path when path.EndsWith("/commands", StringComparison.Ordinal) => $$$"""{"commandId":"{{{Guid.NewGuid()}}}","command":{"type":"start-triage"}}""",
            _ => "{}",
        }, System.Text.Encoding.UTF8, "application/json")
        : null;

    private static Guid IdFor(RouteEndpoint route, Guid foreignCase, Guid foreignSquad, Guid foreignIncident) => route.RoutePattern.RawText! switch
    {
        var path when path.StartsWith("/api/squads", StringComparison.Ordinal) => foreignSquad,
        var path when path.StartsWith("/api/incidents", StringComparison.Ordinal) => foreignIncident,
        _ => foreignCase,
    };

    private static async Task<string> Told(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var code = text.StartsWith('{') && System.Text.Json.JsonElement.Parse(text).TryGetProperty("code", out var told) ? told.GetString() : text;
        return $"{(int)answer.StatusCode} {code}";
    }

    private async Task<Guid> ForeignIncident()
    {
        var cases = new[] { await ForeignCase(situation: 5) };
        using var city = await node.SignedIn("dispatcher");
        var id = Guid.NewGuid();
        var incident = new { level = 3, title = "围堵收银台", reason = "多人聚集", point = new { lon = 113.0501, lat = 36.0523 }, radiusM = 300, cases };
        await (await city.Post("/api/incidents", new { commandId = id, incident })).Json();
        return id;
    }

    private async Task<Guid> ForeignCase(int situation = 1)
    {
        using var city = await node.SignedIn("dispatcher");
        var id = Guid.NewGuid();
        await (await city.Post("/api/cases", new
        {
            commandId = id,
            @case = new { kind = "complaint", channel = "hotline12315", title = "计价纠纷", facts = "多收费", place = "上党区某店", county = "140404", respondent = new { name = "某店" }, situations = new[] { situation } },
            complainant = new { name = "张建国", phone = "13834561234" },
        })).Json();
        return id;
    }

}
