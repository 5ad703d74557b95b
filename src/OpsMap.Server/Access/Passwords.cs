using Microsoft.AspNetCore.Identity;

namespace OpsMap.Server.Access;

/// <summary>How passwords are kept, compared and judged (密码).</summary>
public sealed class Passwords : IDisposable
{
    private const int Longest = 128;

    // one password costs 70 ms of a core; a core must stay free for dispatching
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly PasswordHasher<object> _hasher = new();
    private readonly string _nobody;

    public Passwords() => _nobody = _hasher.HashPassword(this, Guid.NewGuid().ToString());

    public string Hash(string password) => _hasher.HashPassword(this, password);

    /// <summary>Takes as long for an unknown login as for a known one.</summary>
    public async Task<PasswordVerificationResult> Verify(string? hash, string password, CancellationToken ct)
    {
        if (password.Length > Longest) return PasswordVerificationResult.Failed;
        await _turns.WaitAsync(ct);
        try
        {
            var result = _hasher.VerifyHashedPassword(this, hash ?? _nobody, password);
            return hash is null ? PasswordVerificationResult.Failed : result;
        }
        finally
        {
            _turns.Release();
        }
    }

    public static bool IsStrong(string password, string login)
    {
        if (password.Length is < 10 or > Longest || password.Contains(login, StringComparison.OrdinalIgnoreCase)) return false;
        if (password.Distinct().Count() < 5) return false;
        bool[] kinds = [password.Any(char.IsUpper), password.Any(char.IsLower), password.Any(char.IsDigit), password.Any(c => !char.IsAsciiLetterOrDigit(c))];
        return password.Length >= 16 || kinds.Count(kind => kind) >= 3;
    }

    public void Dispose() => _turns.Dispose();
}
