using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Trackers;
using Xunit;

namespace OpsMap.Server.Tests.Trackers;

/// <summary>What tracking apps and car boxes really send, read into one shape.</summary>
public sealed class TrackerMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1763881200);

    [Theory]
    // the phone app before 2025
    [InlineData("id=123456&timestamp=1763881200&lat=36.1877&lon=113.1074&speed=19.4384&bearing=90.0&altitude=940.0&accuracy=12.0&batt=87.0")]
    // a car box: milliseconds, heading, no accuracy but hdop
    [InlineData("deviceid=123456&timestamp=1763881200000&location=36.1877,113.1074&speed=19.4384&heading=90&hdop=2.4&batt=87")]
    [InlineData("id=123456&timestamp=2025-11-23T07:00:00Z&lat=36.1877&lon=113.1074&speed=19.4384&bearing=90&accuracy=12&batt=87&charge=true")]
    [InlineData("id=123456&timestamp=2025-11-23 07:00:00&lat=36.1877&lon=113.1074&speed=19.4384&bearing=90&accuracy=12&batt=87")]
    public void A_position_in_an_address(string query)
    {
        var said = query.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var message = OsmAnd.Read(said.GetValueOrDefault, Now);
        var fix = Assert.Single(message.Fixes);
        Assert.Equal((Then, new GeoPoint(113.1074, 36.1877), 12.0, 90.0), (fix.At, fix.Point, fix.AccuracyM, fix.Heading));
        Assert.Equal(10, fix.SpeedMps!.Value, 0.001);
        Assert.Equal(0.87, message.Battery!.Value, 0.001);
    }

    [Fact]
    public void A_box_without_satellites_says_so_and_one_without_a_clock_is_heard_now()
    {
        Assert.Empty(Read("valid=0&lat=36.1877&lon=113.1074").Fixes);
        var fix = Assert.Single(Read("lat=36.1877&lon=113.1074&speed=-1&bearing=-1").Fixes);
        Assert.Equal((Now, 50.0, null, null), (fix.At, fix.AccuracyM, fix.SpeedMps, fix.Heading));
    }

    [Theory]
    [InlineData("lon=113.1", Codes.MemberMissing, "lat")]
    [InlineData("lat=36,1&lon=113.1", Codes.WrongType, "lat")]
    [InlineData("lat=NaN&lon=113.1", Codes.WrongType, "lat")]
    [InlineData("lat=91&lon=113.1", Refusals.PointInvalid, "lat")]
    [InlineData("lat=36.1&lon=181", Refusals.PointInvalid, "lon")]
    [InlineData("lat=36.1&lon=113.1&timestamp=yesterday", Codes.WrongType, "timestamp")]
    [InlineData("lat=36.1&lon=113.1&timestamp=99999999999999999", Codes.WrongType, "timestamp")]
    [InlineData("location=36.1", Codes.WrongType, "location")]
    public void Nonsense_is_named(string query, string code, string field) => Refused(() => Read(query), code, field);

    /// <summary>Traccar Client since 2025: the location plugin's own JSON.</summary>
    [Fact]
    public void A_location_in_json()
    {
        var message = Json("""
            {"location":{"timestamp":"2025-11-23T07:00:00.000Z","coords":{"latitude":36.1877,"longitude":113.1074,"accuracy":12.0,"speed":10.0,"heading":90.0,"altitude":940.0},
             "is_moving":true,"odometer":14351.9,"event":"motionchange","battery":{"level":0.87,"is_charging":false},"activity":{"type":"in_vehicle"},"extras":{},"uuid":"a"},"device_id":"123456"}
            """);
        Assert.Equal(new TrackerFix(Then, new GeoPoint(113.1074, 36.1877), 12, 10, 90), Assert.Single(message.Fixes));
        Assert.Equal(0.87, message.Battery);
    }

    [Fact]
    public void Several_locations_and_what_the_phone_does_not_know()
    {
        var message = Json("""
            {"location":[{"timestamp":1763881200000,"coords":{"latitude":36.1877,"longitude":113.1074,"accuracy":12,"speed":-1,"heading":-1}},
                         {"timestamp":1763881205000,"coords":{"latitude":36.1878,"longitude":113.1075,"accuracy":9},"battery":{"level":-1,"is_charging":false}}],"device_id":"1"}
            """);
        Assert.Equal([Then, Then.AddSeconds(5)], message.Fixes.Select(f => f.At));
        Assert.Equal((null, null), (message.Fixes[0].SpeedMps, message.Fixes[0].Heading));
        Assert.Null(message.Battery);
    }

    /// <summary>OwnTracks in HTTP mode: kilometres an hour, percent, seconds; greetings and waypoints are no positions.</summary>
    [Fact]
    public void OwnTracks()
    {
        var message = Json("""{"_type":"location","BSSID":"","SSID":"","acc":12,"alt":940,"batt":87,"bs":1,"cog":90,"conn":"m","created_at":1763881201,"lat":36.1877,"lon":113.1074,"m":1,"t":"u","tid":"lz","topic":"owntracks/lz/phone","tst":1763881200,"vac":3,"vel":36}""");
        Assert.Equal(new TrackerFix(Then, new GeoPoint(113.1074, 36.1877), 12, 10, 90), Assert.Single(message.Fixes));
        Assert.Equal(0.87, message.Battery);
        Assert.Empty(Json("""{"_type":"lwt","tst":1763881200}""").Fixes);
        Assert.Empty(Json("""{"_type":"status","_id":"a"}""").Fixes);
    }

    [Theory]
    [InlineData("""{"device_id":"1"}""", Codes.MemberMissing, "location")]
    [InlineData("""[1]""", Codes.WrongType, "location")]
    [InlineData("""{"location":{"timestamp":1763881200000}}""", Codes.MemberMissing, "location.coords")]
    [InlineData("""{"location":[{"coords":{"latitude":36.1,"longitude":113.1}},{"coords":{"latitude":36.1}}]}""", Codes.MemberMissing, "location[1].coords.longitude")]
    [InlineData("""{"location":{"coords":{"latitude":"36.1","longitude":113.1}}}""", Codes.WrongType, "latitude")]
    [InlineData("""{"location":[]}""", Refusals.OutOfRange, "location")]
    [InlineData("""{"_type":"location","lat":36.1,"lon":113.1}""", Codes.MemberMissing, "tst")]
    [InlineData("""{"_type":"location","lat":36.1,"lon":200,"tst":1763881200}""", Refusals.PointInvalid, "lon")]
    public void Broken_json_is_named(string json, string code, string field) => Refused(() => Json(json), code, field);

    private static TrackerMessage Read(string query)
    {
        var said = query.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        return OsmAnd.Read(said.GetValueOrDefault, Now);
    }

    private static TrackerMessage Json(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return TrackerJson.Read(parsed.RootElement, Now);
    }

    private static void Refused(Action read, string code, string field)
    {
        var problem = Assert.Throws<ProblemException>(read).Problem;
        Assert.Equal((400, code, field), (problem.Status, problem.Code, problem.Field));
    }
}
