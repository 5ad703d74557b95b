using System.Text;

namespace OpsMap.Domain.Triage;

/// <summary>A text as word rules read it: half-width, small letters, without spaces.</summary>
public static class PlainText
{
    private const int Reach = 6;

    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var plain = new StringBuilder();
        foreach (var part in parts)
        {
            foreach (var c in part ?? "")
            {
                // full-width forms of ASCII lie in one block
                var narrow = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
                if (!char.IsWhiteSpace(narrow)) plain.Append(char.ToLowerInvariant(narrow));
            }

            plain.Append('\n');
        }

        return plain.ToString();
    }

    /// <summary>Whether the text says it, and does not only say that it is not so (无人受伤).</summary>
    public static bool Says(string plain, string word)
    {
        for (var at = plain.IndexOf(word, StringComparison.Ordinal); at >= 0; at = plain.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (!Denied(plain, at)) return true;
        return false;
    }

    private static bool Denied(string plain, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - Reach; i--)
        {
            if (plain[i] is '无' or '未' or '没') return true;
            if (plain[i] is ',' or '。' or ';' or '、' or '!' or '?' or '.' or '\n' or '，' or '；') return false;
        }

        return false;
    }
}
