using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Documents;

/// <summary>How documents are printed and confirmed (文书参数); section <c>Documents</c>.</summary>
public sealed class DocumentOptions
{
    /// <summary>What stands before /verify in the code on the paper; without it, the address the office uses.</summary>
    public Uri? Base { get; init; }

    /// <summary>How long one document may take to print.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")] public TimeSpan PrintLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait for the document before it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")] public TimeSpan PrintQueue { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Confirmations one address may ask for: at once, and each second after that.</summary>
    [Range(1, 10_000)] public int ConfirmBurst { get; init; } = 30;

    [Range(1, 1000)] public int ConfirmPerSecond { get; init; } = 2;
}

[OptionsValidator]
public sealed partial class DocumentOptionsValidator : IValidateOptions<DocumentOptions>;
