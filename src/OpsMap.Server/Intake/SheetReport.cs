namespace OpsMap.Server.Intake;

/// <summary>What became of an uploaded table (导入结果): a roster, a list of squads.</summary>
public sealed record SheetReport(int Entered, int Changed, int Repeated, IReadOnlyList<BadLine> Bad);

/// <summary>A line that was not taken in, and why, in words.</summary>
public sealed record BadLine(int Line, string Field, string Reason, string? Value, string Text);
