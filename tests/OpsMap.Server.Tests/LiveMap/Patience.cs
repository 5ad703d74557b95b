using System.Diagnostics;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

internal static class Patience
{
    /// <summary>Waits until something another process or node must bring about has come about, and says what did not.</summary>
    public static async Task Until(Func<bool> come, string what, double seconds = 20)
    {
        var since = Stopwatch.StartNew();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!come())
        {
            Assert.True(since.Elapsed.TotalSeconds < seconds, $"{what}: not within {seconds} s");
            await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
