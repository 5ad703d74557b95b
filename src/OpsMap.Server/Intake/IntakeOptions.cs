using System.ComponentModel.DataAnnotations;

namespace OpsMap.Server.Intake;

/// <summary>How much one import may bring, so that a file can never take the server down.</summary>
public sealed class IntakeOptions
{
    /// <summary>Bytes of the uploaded file. 32 MB is about 50,000 work orders.</summary>
    [Range(1_024, 256 * 1024 * 1024)] public long FileBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes a workbook may unpack to; counted while unpacking, not believed from its directory.</summary>
    [Range(1_024, 1024L * 1024 * 1024)] public long UnpackedBytes { get; init; } = 256 * 1024 * 1024;

    [Range(1, 1_000_000)] public int Rows { get; init; } = 50_000;

    [Range(1, 1_000)] public int Columns { get; init; } = 200;

    /// <summary>Registrations under way at the same moment.</summary>
    [Range(1, 64)] public int Parallel { get; init; } = 8;
}
