using System.Globalization;
using System.Text;
using System.Text.Json;
using OpsMap.Domain;

namespace OpsMap.Server.Platform;

/// <summary>Looks through a JSON text for what is valid JSON and still poison (有害内容检查), and names the member it sits in.</summary>
/// <remarks>
/// <c>1e400</c> would be read as infinity, <c>\u0000</c> is refused by PostgreSQL in the middle of a transaction,
/// and half a surrogate pair throws wherever the text is first used.
/// </remarks>
public static class JsonGuard
{
    private const int Deepest = 32;

    /// <exception cref="ProblemException">The first thing that is not allowed.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        var place = new Place();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            while (reader.Read()) Look(ref reader, place);
        }
        catch (JsonException e)
        {
            // a hundred brackets have no member worth naming
            throw e.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? new ProblemException(Problem.BadInput(Codes.TooDeep)) : Bad(Codes.MalformedJson, place);
        }
    }

    private static void Look(ref Utf8JsonReader reader, Place place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                place.Member(Text(ref reader, place));
                break;
            case JsonTokenType.StartObject:
                place.Value();
                place.Enter(array: false);
                break;
            case JsonTokenType.StartArray:
                place.Value();
                place.Enter(array: true);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                place.Leave();
                break;
            case JsonTokenType.String:
                place.Value();
                Text(ref reader, place);
                break;
            case JsonTokenType.Number:
                place.Value();
                if (!reader.TryGetDouble(out var number) || !double.IsFinite(number)) throw Bad(Codes.NumberNotFinite, place);
                break;
            default:
                place.Value();
                break;
        }
    }

    private static string Text(ref Utf8JsonReader reader, Place place)
    {
        string text;
        // the reader says so in this way when an escape or the bytes are no Unicode text
        try { text = reader.GetString()!; }
        catch (InvalidOperationException) { throw Bad(Refusals.TextBroken, place); }
        return text.Contains('\0', StringComparison.Ordinal) ? throw Bad(Refusals.TextHasNul, place) : text;
    }

    private static ProblemException Bad(string code, Place place) => new(Problem.BadInput(code, place.ToString() is { Length: > 0 } field ? field : null));

    /// <summary>Where the reader stands: "case.point.lat", "fixes[3].lat".</summary>
    private sealed class Place
    {
        private readonly Stack<(string? Member, int Index)> _levels = new();

        public void Enter(bool array) => _levels.Push((null, array ? -1 : int.MinValue));

        public void Leave() => _levels.Pop();

        public void Member(string name)
        {
            _levels.Pop();
            _levels.Push((name, int.MinValue));
        }

        public void Value()
        {
            if (!_levels.TryPeek(out var top) || top.Index == int.MinValue) return;
            _levels.Pop();
            _levels.Push((null, top.Index + 1));
        }

        public override string ToString()
        {
            var path = new StringBuilder();
            foreach (var (member, index) in _levels.Reverse())
            {
                if (index >= 0) path.Append(CultureInfo.InvariantCulture, $"[{index}]");
                else if (member is not null) path.Append(path.Length > 0 ? "." : "").Append(member);
            }
            return path.ToString();
        }
    }
}
