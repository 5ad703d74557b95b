using System.Collections.Frozen;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Documents;
using OpsMap.Server.Access;
using OpsMap.Server.Documents.Forms;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>Issues and withdraws documents (制发文书). The number is drawn in the transaction that stores the document: no number without a document, none twice.</summary>
public sealed class DocumentDesk(DocumentQueries queries, Ledger ledger, ComplainantVault vault, DocumentSecrets secrets, TimeProvider clock)
{
    private const int ReasonLength = 500;

    public async Task<StoredDocument> Issue(CaseId id, IssueRequest said, Actor by, CancellationToken ct)
    {
        var file = await queries.File(id, by, ct) ?? throw NotFound();
        var hash = Answers.HashOf(said, id.Value, by);
        if (await Repeat(said.CommandId, hash, ct) is { } before) return before;

        var (form, fields) = Filled(file, said.Kind, said.Said(), draft: false);
        if (form.Refuse(file, by, fields) is { } no) throw Refused(no);
        var basis = form.Ground(file, fields).Version;
        var old = await Superseded(file, form, said, ct);
        if (old?.Basis != basis && await InForce(id, form.Kind, basis, ct) is { } inForce) throw Refused(TakenBy(inForce));

        var now = new Moment(clock.GetUtcNow()).Now;
        var issuer = DocumentForm.IssuerOf(file.State, by);
        var draft = new Draft(file, fields, issuer, by.Name, now) { Squads = await queries.Squads(file, ct), Arrival = await queries.Arrival(id, ct), Replaces = old?.Body.No };
        var person = await vault.Open(id, ct);
        var body = Body(form, draft) with { Person = person is null ? null : MaskedPerson.Of(person, secrets.Digest(person)) };
        try
        {
            if (form.Word is { } word)
            {
                var first = DocumentNumber.First(issuer, word, now);
                await ledger.CommitNumbered(first.Series, first.Period, n => Entry(first with { Count = n }));
            }
            else
            {
                await ledger.Commit(Entry(null));
            }
        }
        catch (CommandRepeatedException)
        {
            return await Repeat(said.CommandId, hash, ct) ?? throw NotFound();
        }
        catch (DocumentTakenException)
        {
            throw Refused(await InForce(id, form.Kind, basis, ct) is { } winner ? TakenBy(winner) : new Refusal(DocumentRefusals.NotInForce));
        }
        return await queries.Written(said.CommandId.Value, ct);

        LedgerEntry Entry(DocumentNumber? number) => Command(said.CommandId, hash, file.State.County, by, now) with
        {
            Rows =
            [
                new NewDocument(said.CommandId.Value, id, file.State.County, number, basis, number is { } n ? body with { No = n.ToString() } : body, by.Id,
                    secrets.Seal(person), DocumentSecrets.HashOf(secrets.Code(said.CommandId.Value)), old?.Id, old is null ? null : said.Reason).Statement(),
                Audit.Statement(new AuditEntry(AuditActions.DocumentIssued, by, said.CommandId.ToString()).With("kind", JsonNames.Of(form.Kind)).With("case", id.ToString())),
            ],
        };
    }

    public async Task<StoredDocument> Withdraw(Guid id, WithdrawRequest said, Actor by, CancellationToken ct)
    {
        var document = await queries.Find(id, by, ct) ?? throw NotFound();
        if (Texts.Required("reason", said.Reason, ReasonLength) is { } bad) throw Refused(bad);
        var hash = Answers.HashOf(said, id, by);
        if (await ledger.AnswerTo(said.CommandId, ct) is { } past) return Same(past, hash) ? document : throw Reused();
        var file = await queries.File(document.Case, by, ct) ?? throw NotFound();
        if (document.State is not DocumentState.Issued) throw Refused(new Refusal(DocumentRefusals.NotInForce));
        var now = new Moment(clock.GetUtcNow()).Now;
        await ledger.Commit(Command(said.CommandId, hash, file.State.County, by, now) with
        {
            Rows =
            [
                Database.Sql("update document set state = 'withdrawn', reason = $2, ended_at = $3, ended_by = $4 where id = $1 and state = 'issued'", id, said.Reason, now, by.Id.Value),
                Audit.Statement(new AuditEntry(AuditActions.DocumentWithdrawn, by, id.ToString()).With("reason", said.Reason)),
            ],
        });
        return await queries.Written(id, ct);
    }

    /// <summary>How it would look: no number, nothing stored, the complainant masked.</summary>
    public async Task<DocumentBody> Preview(CaseFile file, DocumentKind kind, IReadOnlyDictionary<string, string> said, Actor by, CancellationToken ct)
    {
        var (form, fields) = Filled(file, kind, said, draft: true);
        if (form.Refuse(file, by, fields) is { } no) throw Refused(no);
        var draft = new Draft(file, fields, DocumentForm.IssuerOf(file.State, by), by.Name, new Moment(clock.GetUtcNow()).Now) { Squads = await queries.Squads(file, ct), Arrival = await queries.Arrival(file.State.Id, ct) };
        var person = await vault.Open(file.State.Id, ct);
        return Body(form, draft) with { Person = person is null ? null : MaskedPerson.Of(person, "") };
    }

    private static (DocumentForm Form, DocumentFields Fields) Filled(CaseFile file, DocumentKind kind, IReadOnlyDictionary<string, string> said, bool draft)
    {
        var form = DocumentForms.Find(kind) ?? throw new ProblemException(Problem.BadInput(Codes.UnknownCode, "kind"));
        var blanks = form.Fields(file);
        var fields = new DocumentFields(said).Over(blanks);
        return fields.Check(blanks, draft) is { } refusal ? throw Refused(refusal) : (form, fields);
    }

    private static DocumentBody Body(DocumentForm form, Draft d) => new(
        form.Kind, OwnNumber(form, d), Writing.Write(form, d), d.Case.No, d.File.Version, d.Case.RuleSet,
        d.Issuer, d.Bureau, d.By, d.At, d.Registration.Respondent?.Name, Drill: d.Registration.Drill);

    /// <summary>Until a number is drawn, and for good where the form has no series of its own.</summary>
    private static string OwnNumber(DocumentForm form, Draft d) => form.Kind switch
    {
        DocumentKind.Directive => d.Case.Directive!.No,
        DocumentKind.ReminderCard or DocumentKind.UrgingCard => d.Fields["card"]!,
        _ => d.Case.No,
    };

    private async Task<StoredDocument?> Superseded(CaseFile file, DocumentForm form, IssueRequest said, CancellationToken ct)
    {
        if (said.Supersedes is not { } id) return said.Reason is null ? null : throw new ProblemException(Problem.BadInput(Codes.MemberMissing, "supersedes"));
        if (Texts.Required("reason", said.Reason, ReasonLength) is { } bad) throw Refused(bad);
        return (await queries.OfCase(file.State.Id, ct)).FirstOrDefault(d => d.Id == id) switch
        {
            { } old when old.Body.Kind == form.Kind => old.State is DocumentState.Issued ? old : throw Refused(new Refusal(DocumentRefusals.NotInForce)),
            _ => throw Refused(new Refusal(DocumentRefusals.DoesNotMatch)),
        };
    }

    private async Task<StoredDocument?> InForce(CaseId id, DocumentKind kind, int basis, CancellationToken ct) =>
        (await queries.OfCase(id, ct)).FirstOrDefault(d => d.State is DocumentState.Issued && d.Body.Kind == kind && d.Basis == basis);

    private async Task<StoredDocument?> Repeat(CommandId id, byte[] hash, CancellationToken ct) => await ledger.AnswerTo(id, ct) switch
    {
        null => null,
        var past => Same(past, hash) ? await queries.Written(id.Value, ct) : throw Reused(),
    };

    private static LedgerEntry Command(CommandId id, byte[] hash, CountyCode county, Actor by, DateTimeOffset at) =>
        new() { Command = id, ContentHash = hash, By = by, At = at, Stream = id.Value, Answer = """{"version":1}""", Scope = Scope.Covering([county, by.County]) };

    private static bool Same(PastAnswer past, byte[] hash) => past.ContentHash.AsSpan().SequenceEqual(hash);

    private static Refusal TakenBy(StoredDocument other) => new(DocumentRefusals.InForce, Facts: Facts.Of("no", other.Body.No));

    private static ProblemException Refused(Refusal refusal) => new(Problem.Of(refusal));

    private static ProblemException Reused() => Refused(new Refusal(Codes.CommandIdReused, "commandId"));

    private static ProblemException NotFound() => new(ProblemStatus.Plain(StatusCodes.Status404NotFound));
}

/// <summary>A document to issue: which, what was filled in, and which earlier one it corrects and why.</summary>
public sealed record IssueRequest(CommandId CommandId, DocumentKind Kind, IReadOnlyDictionary<string, JsonElement>? Fields = null, Guid? Supersedes = null, string? Reason = null)
{
    /// <summary>Text and numbers alike, as they will stand on the paper.</summary>
    internal IReadOnlyDictionary<string, string> Said() => (Fields ?? FrozenDictionary<string, JsonElement>.Empty).ToDictionary(f => f.Key, f => f.Value.ValueKind switch
    {
        JsonValueKind.String => f.Value.GetString()!,
        JsonValueKind.Number => f.Value.GetRawText(),
        _ => throw new ProblemException(Problem.BadInput(Codes.WrongType, $"fields.{f.Key}")),
    }, StringComparer.Ordinal);
}

/// <summary>A document to withdraw, and why.</summary>
public sealed record WithdrawRequest(CommandId CommandId, string Reason);
