using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpsMap.Server.Access;

/// <summary>What the cookie holds (会话令牌): 256 random bits. The database holds only their hash, so a stolen table opens nothing.</summary>
public readonly record struct SessionToken(string Text)
{
    private const int Bytes = 32;
    private const int Characters = 43;

    public static SessionToken New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The row it belongs to, or nothing if this cannot be one of our tokens.</summary>
    public byte[]? Row() => Text.Length == Characters && Base64Url.IsValid(Text) ? SHA256.HashData(Base64Url.DecodeFromChars(Text)) : null;

    public static SessionToken? In(HttpRequest request) => request.Cookies.TryGetValue(CookieName(request), out var text) ? new SessionToken(text) : null;

    public void Set(HttpContext context) => context.Response.Cookies.Append(CookieName(context.Request), Text, Cookie(context.Request));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(CookieName(context.Request), Cookie(context.Request));

    // the prefix makes a browser refuse the cookie from any other host, but needs https
    private static string CookieName(HttpRequest request) => request.IsHttps ? "__Host-opsmap" : "opsmap";

    private static CookieOptions Cookie(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
        // longer than the session: the row says when it ends, and it slides
        MaxAge = TimeSpan.FromDays(7),
    };
}
