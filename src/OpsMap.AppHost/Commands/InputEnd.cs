namespace OpsMap.AppHost.Commands;

/// <summary>Waits until whoever started us closes our input, or until we are told to stop.</summary>
internal static class InputEnd
{
    public static async Task Wait(CancellationToken cancel)
    {
        // A console read cannot be cancelled, so it is left behind on its own thread.
        var ended = Task.Factory.StartNew(DrainInput, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await ended.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            // Told to stop: the same as the end of the input.
        }
    }

    private static void DrainInput()
    {
        while (Console.In.ReadLine() is not null)
        {
            // Nothing is said on this pipe; only its end matters.
        }
    }
}
