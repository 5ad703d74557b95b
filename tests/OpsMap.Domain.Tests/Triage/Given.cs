using System.Text.Json;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Tests.Triage;

/// <summary>The rules as they are shipped, found from the test's own place upwards, and a registration of a few words.</summary>
internal static class Given
{
    public static TriageRules Rules { get; } = Read();

    public static Registration Said(string title, string facts = "", string? merchant = null, CaseKind kind = CaseKind.Complaint) =>
        new(kind, Channel.Hotline12345, title, facts, "长治市", merchant is null ? null : new Respondent(merchant));

    private static TriageRules Read()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "src", "OpsMap.Server", "Triage", "rules.json");
            if (File.Exists(file)) return JsonSerializer.Deserialize<TriageRules>(File.ReadAllText(file), Wire.Options)!;
        }

        throw new FileNotFoundException("rules.json");
    }
}
