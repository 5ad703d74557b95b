using System.Globalization;
using System.Text;

namespace OpsMap.Domain;

/// <summary>What any text may be: whole characters, no NUL, not longer than people see or the ledger stores.</summary>
public static class Texts
{
    /// <summary>Room for the longest ordinary character; stops one letter with a thousand accents.</summary>
    public const int BytesPerCharacter = 8;

    public static Refusal? Required(string field, string? text, int max) =>
        string.IsNullOrWhiteSpace(text) ? new Refusal(Refusals.Required, field) : Optional(field, text, max);

    public static Refusal? Optional(string field, string? text, int max)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Contains('\0', StringComparison.Ordinal)) return new Refusal(Refusals.TextHasNul, field);
        if (!IsWhole(text)) return new Refusal(Refusals.TextBroken, field);
        // bytes first: counting characters of a very long text is itself work
        var tooLong = Encoding.UTF8.GetByteCount(text) > max * BytesPerCharacter
            || new StringInfo(text).LengthInTextElements > max;
        return tooLong ? new Refusal(Refusals.TooLong, field, Facts.Of("max", max)) : null;
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
