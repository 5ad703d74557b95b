using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Evidence;

/// <summary>An uploaded picture on disk, as it came (待清洗的上传): a slow phone holds a file open and no memory. The file's own name is never looked at.</summary>
internal sealed class EvidenceUpload : IDisposable
{
    public const long MostBytes = 8 * 1024 * 1024;
    private const int MostText = 300;

    // what is too large is still read to its end, within reason: a phone cut off while sending never sees the answer
    private const long Patience = 8 * 1024 * 1024;

    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private byte[]? _hash;

    private EvidenceUpload() { }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public EvidenceId Id => EvidenceId.TryParse(Said("id"), CultureInfo.InvariantCulture, out var id) ? id : throw Bad(Codes.WrongType, "id");

    public EvidenceKind Kind => Enum.GetValues<EvidenceKind>().Select(k => (EvidenceKind?)k).FirstOrDefault(k => JsonNames.Of(k!.Value) == Said("kind")) ?? throw Bad(Codes.UnknownCode, "kind");

    public DateTimeOffset TakenAt => DateTimeOffset.TryParse(Said("takenAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : throw Bad(Codes.WrongType, "takenAt");

    /// <summary>The instant as the phone wrote it, which is how it signs it.</summary>
    public string TakenAtAsSaid => Said("takenAt");

    /// <summary>Which device signs the picture, if one does: <c>{id, seq, signature}</c> as a step carries it.</summary>
    public StepSignature? Device
    {
        get
        {
            if (!_said.TryGetValue("device", out var said)) return null;
            try
            {
                return JsonSerializer.Deserialize<StepSignature>(said, Wire.Options) ?? throw Bad(Codes.WrongType, "device");
            }
            catch (JsonException)
            {
                throw Bad(Codes.WrongType, "device");
            }
        }
    }

    /// <summary>SHA-256 of the file as it came: tells a repeat from another picture.</summary>
    public string Hash => Convert.ToHexStringLower(_hash ?? throw Bad(Codes.MemberMissing, "file"));

    /// <exception cref="ProblemException">Not a form, or too large.</exception>
    public static async Task<EvidenceUpload> Read(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary) throw NotAForm();
        if (request.ContentLength > MostBytes + Patience) throw TooLarge();
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes + Patience;
        var upload = new EvidenceUpload();
        try
        {
            var parts = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
            while (await parts.ReadNextSectionAsync(ct) is { } part) await upload.Take(part, ct);
            return upload;
        }
        catch (Exception e)
        {
            upload.Dispose();
            if (e is InvalidDataException or IOException and not BadHttpRequestException) throw NotAForm();
            throw;
        }
    }

    public void Dispose() => File.Delete(Path);

    private async Task Take(MultipartSection part, CancellationToken ct)
    {
        switch (part.GetContentDispositionHeader() is { } header ? HeaderUtilities.RemoveQuotes(header.Name).Value : null)
        {
            case "file":
                await using (var file = File.Create(Path)) _hash = await Copy(part.Body, file, MostBytes, ct);
                break;
            case { } name and ("id" or "kind" or "takenAt" or "device"):
                using (var text = new MemoryStream())
                {
                    await Copy(part.Body, text, MostText, ct);
                    _said[name] = Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
                }
                break;
            case { } unknown:
                throw Bad(Codes.UnknownMember, unknown.Length <= MostText ? unknown : null);
        }
    }

    private static async Task<byte[]> Copy(Stream from, Stream to, long limit, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[16 * 1024];
        long total = 0;
        int read;
        while ((read = await from.ReadAsync(chunk, ct)) > 0)
        {
            if ((total += read) > limit) continue;
            hash.AppendData(chunk, 0, read);
            await to.WriteAsync(chunk.AsMemory(0, read), ct);
        }
        return total <= limit ? hash.GetHashAndReset() : throw TooLarge();
    }

    private string Said(string name) => _said.GetValueOrDefault(name) ?? throw Bad(Codes.MemberMissing, name);

    private static ProblemException Bad(string code, string? field) => new(Problem.BadInput(code, field));

    private static ProblemException NotAForm() => new(new Problem(StatusCodes.Status415UnsupportedMediaType, Codes.FormExpected));

    private static ProblemException TooLarge() =>
        new(ProblemStatus.Plain(StatusCodes.Status413PayloadTooLarge) with { Facts = Facts.Of("limit", MostBytes) });
}
