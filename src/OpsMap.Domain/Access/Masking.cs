using System.Globalization;

namespace OpsMap.Domain.Access;

/// <summary>Personal data as everybody but the handler sees it (脱敏).</summary>
public static class Masking
{
    /// <summary>138****1234; a landline or short number keeps only its end.</summary>
    public static string Phone(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length switch
        {
            >= 11 => $"{digits[^11..^8]}****{digits[^4..]}",
            > 4 => $"****{digits[^4..]}",
            _ => "****",
        };
    }

    /// <summary>王**: the first character, and never how long the rest is.</summary>
    public static string Name(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length == 0 ? "**" : StringInfo.GetNextTextElement(trimmed) + "**";
    }

    /// <summary>1404**********1234.</summary>
    public static string IdNo(string idNo)
    {
        var trimmed = idNo.Trim();
        return trimmed.Length > 8 ? $"{trimmed[..4]}**********{trimmed[^4..]}" : "**********";
    }
}
