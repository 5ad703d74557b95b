using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace OpsMap.Server.Intake;

/// <summary>An uploaded file on disk (never whole in memory) and the mapping that came with it; the file goes when the import is over.</summary>
internal sealed class Upload : IDisposable
{
    private const long MappingBytes = 64 * 1024;

    private Upload() { }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public WorkOrderMapping Mapping { get; private set; } = WorkOrderMapping.Default;

    /// <exception cref="UnreadableFileException">Not a form, too large, or without a file.</exception>
    public static async Task<Upload> Read(HttpRequest request, IntakeOptions limits, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            throw new UnreadableFileException(UnreadableFileException.NotAForm);
        var upload = new Upload();
        try
        {
            var parts = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
            while (await parts.ReadNextSectionAsync(ct) is { } part) await upload.Take(part, limits, ct);
            return upload;
        }
        catch (Exception e)
        {
            upload.Dispose();
            if (e is InvalidDataException or IOException and not BadHttpRequestException) throw new UnreadableFileException(UnreadableFileException.NotAForm, cause: e);
            throw;
        }
    }

    public void Dispose() => File.Delete(Path);

    private async Task Take(MultipartSection part, IntakeOptions limits, CancellationToken ct)
    {
        var name = part.GetContentDispositionHeader() is { } header ? HeaderUtilities.RemoveQuotes(header.Name).Value : null;
        if (name is "file")
        {
            await using var file = File.Create(Path);
            await Copy(part.Body, file, limits.FileBytes, ct);
        }
        else if (name is "mapping")
        {
            using var json = new MemoryStream();
            await Copy(part.Body, json, MappingBytes, ct);
            Mapping = WorkOrderMapping.With(System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
        }
    }

    private static async Task Copy(Stream from, Stream to, long limit, CancellationToken ct)
    {
        var chunk = new byte[64 * 1024];
        long total = 0;
        int read;
        while ((read = await from.ReadAsync(chunk, ct)) > 0)
        {
            if ((total += read) > limit) throw new UnreadableFileException(UnreadableFileException.TooLarge);
            await to.WriteAsync(chunk.AsMemory(0, read), ct);
        }
    }
}
