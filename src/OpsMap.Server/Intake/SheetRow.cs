namespace OpsMap.Server.Intake;

/// <summary>One row as a clerk would count it in a spreadsheet (first row = 1). <see cref="Fault"/> is set when the row itself could not be read.</summary>
public readonly record struct SheetRow(int Line, IReadOnlyList<object?> Cells, string? Fault = null);
