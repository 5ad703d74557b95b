using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain;

/// <summary>The one JSON of the system: HTTP, ledger, feed, hubs and grains.</summary>
public static class Wire
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<Type, string>> _names = new();

    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The stable name of an event or command, as in its <c>type</c> member.</summary>
    public static string NameOf<TBase>(TBase value)
        where TBase : notnull =>
        NameOf(typeof(TBase), value.GetType());

    public static string NameOf(Type family, Type member) => _names.GetOrAdd(family, NamesIn)[member];

    public static IReadOnlyCollection<Type> Members(Type family) => _names.GetOrAdd(family, NamesIn).Keys;

    private static FrozenDictionary<Type, string> NamesIn(Type family) =>
        family.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .ToFrozenDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    /// <summary>Gives other options (of HTTP, of a hub) the same spelling.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        // jsonb sorts the members of an object, so the discriminator need not come first
        options.AllowOutOfOrderMetadataProperties = true;
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new NumberEnumJson<Industry>());
        options.Converters.Add(new NumberEnumJson<Situation>());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
