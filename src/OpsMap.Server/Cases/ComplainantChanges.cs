using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>Puts what is added or put right beside what was on file, and seals it at the edge (投诉人信息补正): the case hears only its masks.</summary>
public sealed class ComplainantChanges(ComplainantVault vault)
{
    /// <exception cref="ProblemException">Data of a complainant with a command that has none, or data that cannot be.</exception>
    public async Task<(CaseCommand Command, SealedComplainant? Sealed)> Attach(CaseCommand command, ComplainantChange? said, CaseId id, CancellationToken ct)
    {
        // masks and findings are never taken from a message
        command = command switch
        {
            CaseCommand.ReceiveMaterials m => m with { OnFile = null },
            CaseCommand.CorrectComplainant c => c with { OnFile = null, Identity = null },
            _ => command,
        };
        if (said is null) return (command, null);
        if (command is not (CaseCommand.ReceiveMaterials or CaseCommand.CorrectComplainant)) throw new ProblemException(Problem.BadInput(Codes.UnknownCode, "complainant"));

        var person = (await vault.Open(id, ct) ?? new Complainant("", "")).With(said);
        if (person.Check() is { } no) throw new ProblemException(Problem.Of(no));
        bool? identified = person.IsIdentified ? true : null;
        return (command switch
        {
            CaseCommand.ReceiveMaterials m => m with { OnFile = person.OnFile(), Identity = identified ?? m.Identity },
            CaseCommand.CorrectComplainant c => c with { OnFile = person.OnFile(), Identity = identified },
            _ => command,
        }, vault.Seal(person));
    }
}
