using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Tests;

/// <summary>The people, squads and places the sentences of these tests are about.</summary>
internal static class World
{
    public static DateTimeOffset Nine { get; } = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    public static CountyCode Luzhou { get; } = new("140403");

    public static CountyCode Xiangyuan { get; } = new("140423");

    public static SquadId Squad3 { get; } = new(Number(3));

    public static SquadId Squad5 { get; } = new(Number(5));

    public static SquadId SquadOfXiangyuan { get; } = new(Number(9));

    public static CaseId TheCase { get; } = new(Number(100));

    public static Actor City { get; } = Person(11, "市调度", Role.CityDispatcher, CountyCode.City);

    public static Actor Dispatcher { get; } = Person(12, "潞州调度", Role.CountyDispatcher, Luzhou);

    public static Actor OtherCounty { get; } = Person(13, "襄垣调度", Role.CountyDispatcher, Xiangyuan);

    public static Actor Station { get; } = Person(14, "所长", Role.StationHead, Luzhou) with { Unit = new UnitId(Number(60)), Office = "质量股" };

    /// <summary>The head of another unit of the same county.</summary>
    public static Actor HeadOf(string unit) => Station with { Unit = new UnitId(Number(61)), Office = unit };

    public static Actor Member { get; } = Person(15, "队员", Role.SquadMember, Luzhou, Squad3);

    public static Actor Leader { get; } = Person(16, "队长", Role.SquadLeader, Luzhou, Squad3);

    public static Actor OtherSquad { get; } = Person(17, "五队队长", Role.SquadLeader, Luzhou, Squad5);

    public static Actor Leadership { get; } = Person(18, "局领导", Role.Leadership, CountyCode.City);

    public static Actor Admin { get; } = Person(19, "管理员", Role.Admin, CountyCode.City);

    public static VenueId Shop { get; } = new(Number(50));

    public static Actor Section { get; } = Person(20, "业务科室", Role.Section, Luzhou);

    public static Actor Merchant { get; } = Person(21, "维权站", Role.MerchantStaff, Luzhou) with { Venue = Shop };

    public static Actor OtherMerchant { get; } = Person(22, "别的商家", Role.MerchantStaff, Luzhou) with { Venue = new VenueId(Number(51)) };

    public static Actor Liaison { get; } = Person(23, "联络员", Role.Liaison, Luzhou);

    public static Actor Complainer { get; } = Person(24, "投诉人", Role.Public, Luzhou) with { Case = TheCase };

    public static Actor Stranger { get; } = Person(25, "别的投诉人", Role.Public, Luzhou) with { Case = new CaseId(Number(99)) };

    public static IReadOnlyList<(string Name, Actor Actor)> Everybody { get; } =
    [
        ("city", City),
        ("county", Dispatcher),
        ("other-county", OtherCounty),
        ("station", Station),
        ("member", Member),
        ("leader", Leader),
        ("other-squad", OtherSquad),
        ("leadership", Leadership),
        ("admin", Admin),
        ("section", Section),
        ("merchant", Merchant),
        ("other-merchant", OtherMerchant),
        ("liaison", Liaison),
        ("complainant", Complainer),
        ("stranger", Stranger),
        ("machine", Actor.Machine),
    ];

    public static GeoPoint Market { get; } = new(113.098, 36.205);

    public static Registration Complaint { get; } = new(
        CaseKind.Complaint,
        Channel.Hotline12315,
        "装饰市场瓷砖以次充好",
        "消费者称购买的瓷砖与样品不符，商家拒绝退换。",
        "万博装饰市场",
        new Respondent("某某建材经营部"),
        Market,
        Industry: Industry.ProductQuality,
        OnFile: new ComplainantOnFile("王**", "138****1234", true));

    public static Registration Urgent { get; } = Complaint with { Situations = [Situation.OnSceneDispute] };

    public static Registration Report { get; } = Urgent with { Kind = CaseKind.Report, Title = "举报销售过期食品" };

    public static Registration Question { get; } =
        new(CaseKind.Consultation, Channel.Hotline12345, "七日无理由退货", "咨询网购退货规定。", "");

    /// <summary>The three facts of a first reply (首次回应).</summary>
    public static CaseCommand.SendFirstReply FirstReply { get; } = new(true, "质量股", AcceptanceAnswer.Yes);

    public static ClosingChecklist AllDone { get; } = new(true, true, true, true);

    public static SquadEntry Entry(string code, CountyCode county, int slot) => new(
        code, code + "分队", county, SquadKind.Squad, [Capability.General, Capability.Quality], new GeoPoint(113.1074, 36.1877), slot);

    public static Guid Number(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static Actor Person(int n, string name, Role role, CountyCode county, SquadId? squad = null) =>
        new(new PersonId(Number(n)), name, role, county, squad);
}
