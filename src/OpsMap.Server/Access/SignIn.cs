using System.Net;
using Microsoft.AspNetCore.Identity;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Signing in with a password (登录): slow for a guesser, the same answer for every kind of wrong.</summary>
public sealed class SignIn(Accounts accounts, Passwords passwords, AddressTries tries, Audit audit)
{
    /// <exception cref="ProblemException">Wrong, locked, disabled, unknown (all alike), or too many tries from this address.</exception>
    public async Task<Actor> With(string login, string password, IPAddress address, CancellationToken ct)
    {
        if (!tries.Pay(address)) throw new ProblemException(new Problem(StatusCodes.Status429TooManyRequests, Codes.TooManySignIns, RetryAfter: TimeSpan.FromMinutes(1)));

        var known = await accounts.Count(Normal(login), ct);
        var verdict = await passwords.Verify(known?.PasswordHash, password, ct);
        if (known is null || verdict == PasswordVerificationResult.Failed)
        {
            await audit.Record(new AuditEntry(known is { Locked: true } ? AuditActions.AccountLocked : AuditActions.SignInFailed, known?.Actor).With("address", address.ToString()), ct);
            throw new ProblemException(new Problem(StatusCodes.Status401Unauthorized, Codes.SignInFailed));
        }

        tries.GiveBack(address);
        await accounts.Forgive(known.Actor.Id, verdict == PasswordVerificationResult.SuccessRehashNeeded ? passwords.Hash(password) : null, ct);
        await audit.Record(new AuditEntry(AuditActions.SignedIn, known.Actor).With("address", address.ToString()), ct);
        return known.Actor;
    }

    public static string Normal(string login) => login.Trim().ToLowerInvariant();
}
