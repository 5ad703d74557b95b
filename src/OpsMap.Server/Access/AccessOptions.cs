using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Access;

/// <summary>How sign-in, sessions and limits behave (登录与限流参数); section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>How long a session lives without a call.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "12:00:00")] public TimeSpan Session { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How old a node's knowledge of a session may be: a revoked one is dead everywhere after this.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")] public TimeSpan SessionCache { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wrong passwords before an account is locked.</summary>
    [Range(3, 5)] public int Tries { get; init; } = 5;

    [Range(typeof(TimeSpan), "00:15:00", "1.00:00:00")] public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a one-time code for a first or new password holds.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")] public TimeSpan Code { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Proxies in front that are believed (可信代理), addresses and networks with commas between: <c>172.18.0.0/16,10.1.2.3</c>. A proxy on this machine always is.</summary>
    public string? KnownProxies { get; init; }

    /// <summary>Wrong passwords one address may send at once; a shift of sixty squads signs in from one.</summary>
    [Range(1, 1000)] public int AddressTries { get; init; } = 30;

    [Range(1, 1000)] public int AddressTriesPerMinute { get; init; } = 10;

    /// <summary>Contacts one person may reveal within an hour.</summary>
    [Range(1, 1000)] public int RevealsPerHour { get; init; } = 30;

    /// <summary>Calls of one session: at once, and each second after that.</summary>
    [Range(1, 100_000)] public int SessionBurst { get; init; } = 120;

    [Range(1, 100_000)] public int SessionPerSecond { get; init; } = 30;

    /// <summary>Calls of one address, signed in or not: sixty squads share one carrier address, so this is wide.</summary>
    [Range(1, 1_000_000)] public int AddressBurst { get; init; } = 4000;

    [Range(1, 1_000_000)] public int AddressPerSecond { get; init; } = 1500;

    /// <summary>Calls without a session from one address.</summary>
    [Range(1, 100_000)] public int StrangerBurst { get; init; } = 200;

    [Range(1, 100_000)] public int StrangerPerSecond { get; init; } = 20;
}

[OptionsValidator]
public sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
