namespace OpsMap.Server.Wall;

/// <summary>What the wall shows of the city or of one county (态势), counted from the ledger at one instant.</summary>
public sealed record CitySituation(
    DateTimeOffset ServerNow,
    ReceivedCases Intake,
    FastTrack Fast,
    IReadOnlyDictionary<string, Rate> Rates,
    Arrivals Arrivals,
    Recovered Recovered,
    Satisfaction Satisfaction,
    IReadOnlyList<CountyRow> Counties,
    IReadOnlyDictionary<int, int> Industries,
    IReadOnlyDictionary<string, int> Stages,
    IReadOnlyList<int> Hours,
    IReadOnlyList<ResponseDay> Response);

/// <summary>K1: received today, and yesterday until this time of day (今日受理).</summary>
public sealed record ReceivedCases(int Today, int YesterdayByNow, int Complaints, int Reports, int Consultations);

/// <summary>Fast-response cases (快速响应): found today, in hand now, closed today.</summary>
public sealed record FastTrack(int Today, int Open, int ClosedToday);

/// <summary>Of the clocks that fell due today, how many were met. Nothing due is no rate at all, neither 0 % nor 100 %.</summary>
public sealed record Rate(int Met, int Due);

/// <summary>How long squads that arrived today took (到场用时), in minutes from the directive.</summary>
public sealed record Arrivals(int Count, double? Median, double? P90);

/// <summary>K17 in yuan (挽回经济损失).</summary>
public sealed record Recovered(decimal Today, decimal Year);

/// <summary>K15 by result over the last thirty days (满意率): scores of 3 and better among the visits that reached somebody.</summary>
public sealed record Satisfaction(int Satisfied, int Valid);

/// <summary>One county in the ranking (区县响应率): its cases of today, its 45-minute rate, its squads.</summary>
public sealed record CountyRow(string Code, string Name, int Received, Rate Response, int SquadsFree, int SquadsOnDuty);

/// <summary>The average response of one local day (平均响应时长), in minutes; absent when nobody responded.</summary>
public sealed record ResponseDay(DateOnly Day, int Count, double? Minutes);
