namespace OpsMap.Server.Notify;

/// <summary>How one kind of channel is spoken to (通知方式): what is posted where, and whether the answer means yes.</summary>
public interface INotifier
{
    ChannelKind Kind { get; }

    /// <summary>The longest text it takes, in bytes of UTF-8.</summary>
    int MostBytes { get; }

    HttpRequestMessage Request(ChannelSettings to, Message message, DateTimeOffset now);

    /// <summary>What an answered request came to.</summary>
    Outcome Read(int status, string body);
}

/// <summary>One message on its way (消息): a single notice, or a digest of several.</summary>
public sealed record Message(long Id, string Text, bool Digest, IReadOnlyList<string> Phones);

/// <summary>Whether a message was taken, in a word that gives away neither address nor text; a receiver that has had too much is left alone for a while, and one that was never reached has surely heard nothing.</summary>
public sealed record Outcome(bool Ok, string Result, bool TooMuch = false, bool Unreached = false)
{
    /// <summary>It was not taken, and that is certain.</summary>
    public bool SurelyNot => TooMuch || Unreached;

    /// <summary>The answer of a robot: HTTP 200 also when it says no.</summary>
    public static Outcome OfRobot(int status, string body, params ReadOnlySpan<int> tooMuch)
    {
        if (status != StatusCodes.Status200OK) return OfStatus(status);
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(body);
            if (!json.RootElement.TryGetProperty("errcode", out var told) || !told.TryGetInt32(out var code)) return new(false, "no-errcode");
            return new(code == 0, $"errcode-{code}", tooMuch.Contains(code));
        }
        catch (System.Text.Json.JsonException)
        {
            return new(false, "not-json");
        }
    }

    public static Outcome OfStatus(int status) => new(status is >= 200 and < 300, $"http-{status}", status is StatusCodes.Status429TooManyRequests);
}
