using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Intake;

/// <summary>Hands a work order to the same intake as the desk's own cases; a moment without database or node costs time, not the rest of the file.</summary>
internal sealed class CaseRegistrar(CaseIntake intake, Ledger ledger, TimeProvider clock) : IRegistrar
{
    private const int Tries = 6;

    public async Task<Registered> Register(CommandId id, WorkOrder order, CancellationToken ct)
    {
        var known = await Patiently(async () => await ledger.AnswerTo(id, ct) is not null, ct);
        // the id makes a second try of a command that did get through the same command
        var answer = await Patiently(() => intake.Register(id, order.Case, order.Complainant, Actor.Machine, ct), ct);
        return answer.Refusal is { } no ? new Registered.Refused(no.Code, no.Field) : known ? new Registered.Already() : new Registered.Anew();
    }

    private async Task<T> Patiently<T>(Func<Task<T>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception e) when (attempt < Tries && ProblemsFromExceptions.Of(e).Status == StatusCodes.Status503ServiceUnavailable)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), clock, ct);
            }
        }
    }
}
