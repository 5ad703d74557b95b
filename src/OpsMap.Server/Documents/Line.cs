using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace OpsMap.Server.Documents;

/// <summary>Text with gaps for personal data: what is typed by people can never become a gap, because gaps are not text.</summary>
public sealed record Line(IReadOnlyList<Piece> Pieces)
{
    public static Line Empty { get; } = new([]);

    public static implicit operator Line(string? text) => string.IsNullOrEmpty(text) ? Empty : new([new Piece(PlainText.Of(text))]);

    public static implicit operator Line(Gap gap) => new([new Piece(Gap: gap)]);

    public static Line Of(Writer writer) => new(writer.Pieces);

    /// <summary>Lets an interpolated string be written with gaps in it.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Writer(int literalLength, int formattedCount)
    {
        // between two holes there is at most one piece of text
        private readonly List<Piece> _pieces = new(literalLength == 0 ? formattedCount : (2 * formattedCount) + 1);

        internal IReadOnlyList<Piece> Pieces => _pieces;

        public void AppendLiteral(string text) => _pieces.Add(new Piece(text));

        public void AppendFormatted(string? text) => _pieces.Add(new Piece(PlainText.Of(text ?? "")));

        public void AppendFormatted(int number) => _pieces.Add(new Piece(number.ToString(CultureInfo.InvariantCulture)));

        public void AppendFormatted(Gap gap) => _pieces.Add(new Piece(Gap: gap));
    }
}

/// <summary>Text that reads as it is stored (纯文本): no control characters, nothing that turns the direction of reading round.</summary>
public static class PlainText
{
    public static string Of(string text)
    {
        if (text.All(Stays)) return text;
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Stays(c)) kept.Append(c);
        }
        return kept.ToString();
    }

    private static bool Stays(char c) => c == '\n' || (!char.IsControl(c) && !TurnsRound(c));

    private static bool TurnsRound(char c) => c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff';
}
