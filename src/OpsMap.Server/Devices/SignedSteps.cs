using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Evidence;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Devices;

/// <summary>Which device signs a step, with which of its numbers, and the signature in base64url.</summary>
public sealed record StepSignature(Guid Id, long Seq, string Signature);

/// <summary>Finds the text a phone has signed (签名原文) in the request as it came, and has it verified.</summary>
public sealed class SignedSteps(DeviceRegister register)
{
    /// <summary>Null for a step that nobody signed, which is as good as ever; it only proves nothing about when it happened.</summary>
    public async Task<DeviceProof?> Proof(HttpRequest request, StepSignature? signature, Guid stream, DateTimeOffset? occurredAt, Actor by, CancellationToken ct)
    {
        if (signature is null) return null;
        // the guard has read the body into memory, so it can be read again: what counts is every byte as it was sent
        request.Body.Position = 0;
        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
        var said = string.Join('\n', Text(body, "commandId"), stream, Text(body, "occurredAt"), signature.Seq, body.RootElement.TryGetProperty("command", out var command) ? command.GetRawText() : "");
        return await register.Prove(signature, said, occurredAt, by, ct);
    }

    /// <summary>The same of a picture: what is signed names its kind and the hash of the file as it was sent.</summary>
    internal async Task<DeviceProof?> Proof(EvidenceUpload upload, CaseId about, Actor by, CancellationToken ct)
    {
        if (upload.Device is not { } signature) return null;
        var command = $$"""{"type":"add-evidence","kind":"{{JsonNames.Of(upload.Kind)}}","sha256":"{{upload.Hash}}"}""";
        return await register.Prove(signature, string.Join('\n', upload.Id, about, upload.TakenAtAsSaid, signature.Seq, command), upload.TakenAt, by, ct);
    }

    private static string? Text(JsonDocument body, string member) => body.RootElement.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
