using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Access;

/// <summary>
/// How many wrong passwords an address may still send (按地址限制试错). A try is paid before any hashing, since hashing is what a flood is after;
/// a right password gets it back, since sixty squads sign in from one carrier address.
/// </summary>
public sealed class AddressTries(IOptions<AccessOptions> options, TimeProvider clock)
{
    private const int Remembered = 50_000;

    private readonly ConcurrentDictionary<IPAddress, (double Left, long At)> _left = new();

    public bool Pay(IPAddress address)
    {
        if (_left.Count >= Remembered) ForgetTheRested();
        return _left.AddOrUpdate(address, _ => (options.Value.AddressTries - 1, clock.GetTimestamp()), (_, had) => (Rested(had) is >= 1 and var left ? left - 1 : -1, clock.GetTimestamp())).Left >= 0;
    }

    public void GiveBack(IPAddress address) =>
        _left.AddOrUpdate(address, _ => (options.Value.AddressTries, clock.GetTimestamp()), (_, had) => (Math.Min(options.Value.AddressTries, Rested(had) + 1), clock.GetTimestamp()));

    private double Rested((double Left, long At) had) =>
        Math.Min(options.Value.AddressTries, Math.Max(0, had.Left) + (clock.GetElapsedTime(had.At).TotalMinutes * options.Value.AddressTriesPerMinute));

    private void ForgetTheRested()
    {
        foreach (var (address, had) in _left)
        {
            if (Rested(had) >= options.Value.AddressTries) _left.TryRemove(address, out _);
        }
    }
}
