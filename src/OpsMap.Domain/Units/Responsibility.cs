using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Units;

/// <summary>
/// One plot of the responsibility table (责任田): who handles an industry in a county, who stands in, which squad knows the trade.
/// Without a unit the plot is given up.
/// </summary>
public sealed record Plot(CountyCode County, Industry Industry, UnitId? Unit = null, UnitId? Backup = null, SquadId? Squad = null)
{
    public Refusal? Check() =>
        Geo.Counties.Find(County) is null ? new Refusal(Refusals.OutOfRange, "county")
        : Unit is null && (Backup is not null || Squad is not null) ? new Refusal(Refusals.Required, "unit")
        : Backup is not null && Backup == Unit ? new Refusal(Refusals.Repeated, "backup")
        : null;
}
