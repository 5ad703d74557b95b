using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Ground;

namespace OpsMap.Simulator.Story;

/// <summary>What a day brings: how many contacts, how many of the complaints are urgent, and whether the day has hours.</summary>
public sealed record DayShape(int Contacts, double FastShare, bool Hourly);

/// <summary>A day of the city (一日脚本): the same seed, date and shape give the same contacts to the second.</summary>
public static class DayScript
{
    /// <summary>Of the 50,957 contacts of 2023: consultations, complaints, reports.</summary>
    public static IReadOnlyList<(CaseKind What, double Weight)> Kinds { get; } =
        [(CaseKind.Consultation, 71.93), (CaseKind.Complaint, 21.89), (CaseKind.Report, 6.18)];

    /// <summary>Inhabitants in thousands, census of 2020; 上党, 平顺, 长子 and 武乡 share what the published counties leave of the total.</summary>
    public static IReadOnlyList<(CountyCode What, double Weight)> People { get; } =
    [
        (new("140403"), 895), (new("140404"), 335), (new("140405"), 254), (new("140406"), 219), (new("140423"), 260), (new("140425"), 110),
        (new("140426"), 134), (new("140427"), 240), (new("140428"), 300), (new("140429"), 145), (new("140430"), 139), (new("140431"), 150),
    ];

    public static IReadOnlyList<(Industry What, double Weight)> Industries { get; } =
    [
        (Industry.Food, 22), (Industry.Drug, 5), (Industry.MedicalDevice, 4), (Industry.Retail, 13), (Industry.ProfessionalClaim, 4),
        (Industry.GeneralDispute, 24), (Industry.Auto, 7), (Industry.RealEstate, 4), (Industry.Price, 8), (Industry.ProductQuality, 9),
    ];

    private static readonly IReadOnlyList<(int What, double Weight)> _workingDay =
    [
        .. new[] { 0.6, 0.4, 0.3, 0.2, 0.2, 0.3, 1, 2.5, 7, 10, 11, 9, 5, 5, 8, 9.5, 9, 7, 5, 4.5, 4, 3, 1.5, 1 }.Select((w, hour) => (hour, w)),
    ];

    private static readonly IReadOnlyList<(int What, double Weight)> _roundTheClock = [.. Enumerable.Range(0, 24).Select(hour => (hour, 1.0))];

    public static IReadOnlyList<Contact> Of(int seed, DateOnly date, DayShape shape, CityMap map)
    {
        var day = date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var dice = Dice.Of(seed, "day", day);
        var kinds = Deck.Deal(Kinds, shape.Contacts, dice);
        var counties = Deck.Deal(People, shape.Contacts, dice);
        var hours = Deck.Deal(shape.Hourly ? _workingDay : _roundTheClock, shape.Contacts, dice);
        var wronged = kinds.Count(k => k is not CaseKind.Consultation);
        var urgent = new Queue<bool>(Deck.Deal([(true, shape.FastShare), (false, 1 - shape.FastShare)], wronged, dice));
        var industries = new Queue<Industry>(Deck.Deal(Industries, wronged, dice));
        var midnight = new DateTimeOffset(date, TimeOnly.MinValue, CityTime.Offset);

        return
        [
            .. Enumerable.Range(0, shape.Contacts)
                .Select(i =>
                {
                    var own = Dice.Of(seed, "contact", day, i.ToString(CultureInfo.InvariantCulture));
                    var at = midnight.AddHours(hours[i]).AddMilliseconds(own.Whole(0, 3_599_999));
                    var writer = new ContactWriter(map, own, i + 1);
                    return kinds[i] is CaseKind.Consultation
                        ? writer.Asks(counties[i], at)
                        : writer.Complains(kinds[i], counties[i], industries.Dequeue(), urgent.Dequeue(), at);
                })
                .OrderBy(c => c.At),
        ];
    }
}
