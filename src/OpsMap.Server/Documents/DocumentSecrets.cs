using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Access;

namespace OpsMap.Server.Documents;

/// <summary>
/// The complainant's data inside a document, and the code on the paper (文书密钥). The code is made from the document's id and a key that is not in the database,
/// so it can be printed again any time, and a copy of the database holds only its hash.
/// </summary>
public sealed class DocumentSecrets(IDataProtectionProvider protection, KeyFolder keys)
{
    private const string Alphabet = "abcdefghjkmnpqrstvwxyz0123456789";
    private const int CodeLength = 26;

    private readonly IDataProtector _person = protection.CreateProtector("document.person.v1");
    private readonly byte[] _key = keys.Key("document.key");

    public byte[]? Seal(Complainant? person) => person is null ? null : _person.Protect(JsonSerializer.SerializeToUtf8Bytes(person, Wire.Options));

    public Complainant? Open(byte[]? person) => person is null ? null : JsonSerializer.Deserialize<Complainant>(_person.Unprotect(person), Wire.Options);

    /// <summary>Binds the document's hash to the real data without giving them away.</summary>
    public string Digest(Complainant person) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Keyed("person ", JsonSerializer.SerializeToUtf8Bytes(person, Wire.Options))));

    /// <summary>130 bits, in letters and digits that are not mistaken for one another.</summary>
    public string Code(Guid document)
    {
        var bytes = HMACSHA256.HashData(_key, Keyed("verify ", document.ToByteArray()));
        return string.Create(CodeLength, bytes, (text, from) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Alphabet[from[i] & 31];
        });
    }

    public static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    public static bool LooksLikeCode(string code) => code.Length == CodeLength && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    // one key, two uses: what is made for the one never equals what is made for the other
    private static byte[] Keyed(string use, byte[] content) => [.. Encoding.ASCII.GetBytes(use), .. content];
}
