using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Smoke;

/// <summary>How a smoke test ends: passed, or the step it failed at and why, in words an operator can use; whatever went wrong.</summary>
public static class SmokeVerdict
{
    public static async Task<bool> Of(Progress progress, string log, Func<Task> everything, CancellationToken cancel)
    {
        try
        {
            await everything();
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            progress.Say($"\nSMOKE FAILED at step \"{progress.Failed ?? "start"}\" after {Progress.Seconds(progress.Total)}: {Reason(failure)}");
            progress.Say($"The end of the node's log:\n{LogFile.Tail(log)}");
            return false;
        }

        progress.Say($"\nSmoke passed after {Progress.Seconds(progress.Total)}.");
        return true;
    }

    /// <summary>Our own words as they are; of everything else also what kind of thing it was.</summary>
    private static string Reason(Exception failure) => failure switch
    {
        SmokeException or ServiceException or HttpRequestException => failure.Message,
        OperationCanceledException => $"there was no answer in time ({failure.Message})",
        _ => $"{failure.GetType().Name}: {failure.Message}",
    };
}
