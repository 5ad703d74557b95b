using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Intake;

/// <summary>Hands a work order to the same intake as the desk's own cases.</summary>
internal sealed class CaseRegistrar(CaseIntake intake, Ledger ledger) : IRegistrar
{
    public async Task<Registered> Register(CommandId id, WorkOrder order, CancellationToken ct)
    {
        var known = await ledger.AnswerTo(id, ct) is not null;
        var answer = await intake.Register(id, order.Case, order.Complainant, Actor.Machine, ct);
        return answer.Refusal is { } no ? new Registered.Refused(no.Code, no.Field) : known ? new Registered.Already() : new Registered.Anew();
    }
}
