using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Ground;

namespace OpsMap.Simulator.Story;

/// <summary>Writes one contact down as the clerk at the 12315 centre would.</summary>
public sealed class ContactWriter(CityMap map, Dice dice, int running)
{
    private static readonly IReadOnlyList<(Channel What, double Weight)> _channels =
    [
        (Channel.Hotline12315, 42), (Channel.Platform12315, 22), (Channel.Hotline12345, 22), (Channel.StationWalkIn, 7), (Channel.MerchantQr, 5), (Channel.Letter, 1), (Channel.Transfer, 1),
    ];

    public Contact Asks(CountyCode county, DateTimeOffset at)
    {
        var question = dice.Pick(Questions.All);
        var registration = new Registration(
            CaseKind.Consultation, dice.Chance(0.7) ? Channel.Hotline12315 : Channel.Hotline12345, question.Title, question.Facts, Counties.NameOf(county),
            County: county, Industry: question.Industry);
        return Contact(registration, at, Invented.Complainant(registration.Place, visitor: false, dice));
    }

    public Contact Complains(CaseKind kind, CountyCode county, Industry industry, bool fast, DateTimeOffset at)
    {
        var matter = Matter(kind is CaseKind.Report ? Reports.All : Complaints.All, industry, fast);
        var situations = fast ? Situations(matter) : [];
        var visitor = situations.Contains(Situation.VisitorShortStay) || (matter.Venue is Venue.Scenic && dice.Chance(0.5));
        var scene = Streets.Somewhere(county, matter.Venue is Venue.Scenic, map, dice);
        var respondent = Invented.Respondent(matter.Venue, scene.Place, dice);
        var amount = matter.High > 0 ? dice.Whole(matter.Low, matter.High) : (int?)null;
        var leaves = visitor ? at + dice.Minutes(80, 330) : (DateTimeOffset?)null;
        var registration = new Registration(
            kind, dice.Weighted(_channels), matter.Title, Facts(matter, respondent, amount, leaves), scene.Place,
            respondent, scene.Point, Datum.Wgs84, county, industry, situations, amount, IsVisitor: visitor, LeavesAt: leaves);
        return Contact(InItsDatum(registration), at, Invented.Complainant(scene.Place, visitor, dice));
    }

    private Matter Matter(IReadOnlyList<Matter> all, Industry industry, bool fast)
    {
        var fitting = all.Where(m => m.Industry == industry && (m.Situations.Count > 0) == fast).ToList();
        if (fitting.Count == 0) fitting = [.. all.Where(m => m.Industry == industry)];
        return dice.Pick(fitting);
    }

    /// <summary>The first is the reason; a second is often ticked as well. A matter that is seldom urgent is so for another reason.</summary>
    private IReadOnlyList<Situation> Situations(Matter matter)
    {
        if (matter.Situations.Count == 0) return [dice.Chance(0.5) ? Situation.Other : Situation.OnSceneDispute];
        var first = dice.Pick(matter.Situations);
        var second = dice.Pick(matter.Situations);
        return first == second || dice.Chance(0.5) ? [first] : [first, second];
    }

    private static string Facts(Matter matter, Respondent respondent, int? amount, DateTimeOffset? leaves)
    {
        var facts = matter.Facts
            .Replace("{店}", respondent.Name, StringComparison.Ordinal)
            .Replace("{额}", amount?.ToString("N0", CultureInfo.InvariantCulture) ?? "", StringComparison.Ordinal);
        return leaves is { } at
            ? facts + string.Create(CultureInfo.InvariantCulture, $"消费者为外地游客，{at.ToOffset(CityTime.Offset):HH:mm}前离开长治。")
            : facts;
    }

    /// <summary>The hotline's map is GCJ-02: its points must be converted at the edge.</summary>
    private static Registration InItsDatum(Registration r) =>
        r is { Channel: Channel.Hotline12345, Point: { } point } ? r with { Point = Datums.FromWgs84(point, Datum.Gcj02), Datum = Datum.Gcj02 } : r;

    private Contact Contact(Registration said, DateTimeOffset at, Complainant complainant)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{at.ToOffset(CityTime.Offset):yyyyMMdd}{running:D5}");
        var numbered = said.Channel switch
        {
            Channel.Hotline12315 or Channel.Platform12315 => said with { External12315No = "YS12315-" + number },
            Channel.Hotline12345 => said with { External12345No = "YS12345-" + number },
            _ => said,
        };
        return new Contact(at, numbered, complainant);
    }
}
