using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>The complainants' own data (投诉人信息): each field encrypted, shown in clear only to who handles the case, and never without a line in the audit.</summary>
public sealed class ComplainantVault(Database database, IDataProtectionProvider protection, KeyFolder keys, IOptions<AccessOptions> options)
{
    private const int LeastAddress = 6;
    private static readonly System.Buffers.SearchValues<char> _house = System.Buffers.SearchValues.Create("0123456789号楼栋幢室户村");
    private readonly byte[] _phoneKey = keys.Key("phone-index.key");
    private readonly IDataProtector _name = protection.CreateProtector("complainant.name.v1");
    private readonly IDataProtector _phone = protection.CreateProtector("complainant.phone.v1");
    private readonly IDataProtector _address = protection.CreateProtector("complainant.address.v1");
    private readonly IDataProtector _idNo = protection.CreateProtector("complainant.id.v1");

    public SealedComplainant Seal(Complainant person) => new(
        Sealed(_name, person.Name), Sealed(_phone, person.Phone), Sealed(_address, person.Address), Sealed(_idNo, person.IdNo), PhoneIndex(person.Phone), AddressIndex(person.Address));

    /// <summary>Finds the same number again without keeping it: equal numbers, however written, have equal hashes.</summary>
    public byte[]? PhoneIndex(string? phone)
    {
        var digits = DigitsOf(phone);
        return digits.Length == 0 ? null : HMACSHA256.HashData(_phoneKey, Encoding.ASCII.GetBytes(digits));
    }

    /// <summary>The same for an address that names a house or a room; a street or a county is shared by many who have nothing in common.</summary>
    public byte[]? AddressIndex(string? address)
    {
        var written = string.Concat(PlainText.Of(address).Where(char.IsLetterOrDigit));
        return written.Length >= LeastAddress && written.AsSpan().ContainsAny(_house) ? HMACSHA256.HashData(_phoneKey, Encoding.UTF8.GetBytes("address " + written)) : null;
    }

    /// <summary>Name and number in clear, after the look has been written down.</summary>
    /// <exception cref="ProblemException">Not this person's case, nothing on file, or the hour's budget is spent.</exception>
    public async Task<Contact> Reveal(CaseId id, Actor by, string? reason, CancellationToken ct)
    {
        var (name, phone) = await OnFile(id, by, ct);
        if (phone is null) throw new ProblemException(new Problem(StatusCodes.Status404NotFound, Codes.PhoneNotOnFile));
        await WriteDown(id, by, reason, ct);
        return new Contact(name is null ? "" : Opened(_name, name), Opened(_phone, phone));
    }

    /// <summary>Writes down a look at a document that has the complainant's data in it; the right to it is the same.</summary>
    public async Task Disclose(CaseId id, Actor by, string reason, CancellationToken ct)
    {
        await OnFile(id, by, ct);
        await WriteDown(id, by, reason, ct);
    }

    /// <summary>For the server itself, which seals them again elsewhere; never to be shown without <see cref="Disclose"/>.</summary>
    internal async Task<Complainant?> Open(CaseId id, CancellationToken ct)
    {
        var found = await database.Rows(Scope.Everything, Database.Sql("select name_enc, phone_enc, address_enc, id_enc from complainant where case_id = $1", id.Value),
            r => new Complainant(Text(_name, r[0]) ?? "", Text(_phone, r[1]) ?? "", Text(_address, r[2]), Text(_idNo, r[3])), ct);
        return found is [var person] ? person : null;

        static string? Text(IDataProtector protector, object bytes) => bytes is byte[] there ? Opened(protector, there) : null;
    }

    /// <summary>The mobile number for the one call that sends a text to it, after the sending has been written down; nothing when there is none that takes texts.</summary>
    internal async Task<string?> ForText(CaseId id, Guid channel, CancellationToken ct)
    {
        var found = await database.Rows(Scope.Everything, Database.Sql("select phone_enc from complainant where case_id = $1 and phone_enc is not null", id.Value), r => Opened(_phone, (byte[])r[0]), ct);
        if (found is not [var phone] || DigitsOf(phone) is not { Length: 11 } mobile || mobile[0] != '1') return null;
        await database.Execute(Scope.Everything, Audit.Statement(new AuditEntry(AuditActions.ComplainantTexted, Actor.Machine, id.ToString()).With("channel", channel.ToString())), ct);
        return mobile;
    }

    private async Task<(byte[]? Name, byte[]? Phone)> OnFile(CaseId id, Actor by, CancellationToken ct)
    {
        // a squad from another county may have the job; its directive is its right, not its county
        var (scope, squad) = by.Role is Role.SquadMember or Role.SquadLeader ? (Scope.Everything, by.Squad?.Value ?? Guid.Empty) : (Scope.Of(by), (Guid?)null);
        var found = await database.Rows(scope, Database.Sql("""
            select p.name_enc, p.phone_enc,
                   $2::uuid is null or exists (select from directive d where d.case_id = c.id and d.squad = $2 and d.active)
            from   case_view c
            left   join complainant p on p.case_id = c.id
            where  c.id = $1 and ($2::uuid is null or exists (select from directive d where d.case_id = c.id and d.squad = $2))
            """, id.Value, Database.Nullable(squad)), r => (Name: r[0] as byte[], Phone: r[1] as byte[], Active: r.GetBoolean(2)), ct);
        return found switch
        {
            [] => throw new ProblemException(ProblemStatus.Plain(StatusCodes.Status404NotFound)),
            [{ Active: false }] => throw new ProblemException(Problem.Of(new Refusal(Refusals.NotYourDirective))),
            [var row, ..] => (row.Name, row.Phone),
        };
    }

    /// <summary>The line goes in before the number goes out; a hundred looks at one instant are counted one after another.</summary>
    private async Task WriteDown(CaseId id, Actor by, string? reason, CancellationToken ct)
    {
        var entry = new AuditEntry(AuditActions.ContactRevealed, by, id.ToString()).With("reason", reason);
        var counted = Audit.StatementWhere(entry, """
            (select count(*) from audit where person = $1 and action = $4 and at > clock_timestamp() - interval '1 hour') < $7
            """, options.Value.RevealsPerHour);
        await using (var batch = database.Batch(Scope.Everything, Database.Sql("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"reveal {by.Id}"), counted))
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        if (counted.RecordsAffected > 0) return;
        var limit = options.Value.RevealsPerHour.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await database.Execute(Scope.Everything, Audit.Statement(new AuditEntry(AuditActions.RevealBudgetSpent, by, id.ToString()).With("limit", limit)), ct);
        throw new ProblemException(new Problem(StatusCodes.Status429TooManyRequests, Codes.RevealBudgetSpent,
            Facts: new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = limit }, RetryAfter: TimeSpan.FromHours(1)));
    }

    private static string DigitsOf(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        return digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;
    }

    private static byte[]? Sealed(IDataProtector protector, string? text) => string.IsNullOrWhiteSpace(text) ? null : protector.Protect(Encoding.UTF8.GetBytes(text.Trim()));

    private static string Opened(IDataProtector protector, byte[] bytes) => Encoding.UTF8.GetString(protector.Unprotect(bytes));
}

/// <summary>A complainant's name and number in clear (联系方式).</summary>
public sealed record Contact(string Name, string Phone);
