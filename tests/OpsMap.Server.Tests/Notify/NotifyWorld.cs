using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Server.Access;
using OpsMap.Server.Notify;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;

namespace OpsMap.Server.Tests.Notify;

/// <summary>Nodes that tell people, over one database, with the time in the test's hand and a real receiver at the other end.</summary>
internal sealed class NotifyWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Nine = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    private readonly LiveWorld _world;
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly OpenFolder _folder = new();
    private readonly List<IAsyncDisposable> _nodes = [];
    private int _numbers;

    private NotifyWorld(LiveWorld world, Receiver receiver)
    {
        (_world, Receiver) = (world, receiver);
        Vault = new ComplainantVault(world.Database, _keys, KeyFolder.At(Path.Combine(_folder.Path, "keys")), Options.Create(new AccessOptions()));
    }

    public ComplainantVault Vault { get; }

    public Receiver Receiver { get; }

    public LiveWorld Live => _world;

    public FakeTimeProvider Clock { get; } = new(Nine);

    public Lines Log { get; } = new();

    public static async Task<NotifyWorld> In(Backing backing)
    {
        var world = new NotifyWorld(await LiveWorld.In(backing), await Receiver.Start());
        // the place where reading begins: nothing that happened before is told
        await world.Node().Round(CancellationToken.None);
        return world;
    }

    public NotifyWatch Node()
    {
        var background = new BackgroundDatabase(_world.Owner);
        _nodes.Add(background);
        var secrets = new ChannelSecrets(_keys);
        INotifier[] notifiers = [new WeComRobot(), new DingTalkRobot(), new PhoneGateway(ChannelKind.Sms), new PhoneGateway(ChannelKind.Voice)];
        return new NotifyWatch(
            new NoticeReader(background, secrets, new ComplainantNews(new TravelTime(), Clock), Clock), new Outbox(background, secrets, Clock), new ComplainantPost(background, Vault), new Courier(Clock, Log), notifiers, Options.Create(new NotifyOptions()), NullLogger<NotifyWatch>.Instance);
    }

    public async Task<Guid> Channel(ChannelKind kind, bool enabled = true, string? secret = null, string[]? phones = null, string county = "1404", string? url = null, bool complainants = false)
    {
        var id = Guid.NewGuid();
        var settings = new ChannelSettings(new Uri(url ?? Receiver.Url($"/{kind}?key=key-of-this-robot")), phones ?? [], secret);
        await _world.Execute("insert into notify_channel (id, county, kind, name, sealed, host, enabled, version, complainants) values ($1, $2, $3, '值班群', $4, '127.0.0.1', $5, 1, $6)",
            id, county, char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..], new ChannelSecrets(_keys).Seal(settings), enabled, complainants);
        return id;
    }

    /// <summary>A case with an order to a squad that has not acknowledged it, told as the grain tells it.</summary>
    public async Task<(Guid Id, string No)> Ordered(Guid squad, bool drill = false, string fast = "directiveIssued", Guid? id = null, string? no = null, int version = 1, string clocks = "", string? directive = null)
    {
        var (stream, number) = (id ?? Guid.NewGuid(), no ?? $"CZ20261124-{Interlocked.Increment(ref _numbers):000000}");
        var card = $$"""
            {"id":"{{stream}}","no":"{{number}}","version":{{version}},"county":"140403","title":"张建国投诉老李饭店","place":"英雄中路66号","respondent":"老李饭店","industry":1,"workflow":"handling",
             "fast":"{{fast}}","squad":"{{squad}}","directiveNo":"{{directive ?? $"长市监快响〔2026〕第{number[^4..]}号"}}","clocks":[{{clocks}}]{{(drill ? ",\"drill\":true" : "")}},"complainant":{"nameMasked":"张**","phoneMasked":"138****1234"} }
            """;
        await _world.Ledger.Commit(Entry(stream, version) with
        {
            Cases = [new CaseRow(stream, LiveWorld.Luzhou, number, version, "complaint", "handling", fast, "pending", squad, null, true, drill, 1, [], null, null, Nine, null, null, null, null, "", card)],
            Feed = [new(LiveWorld.Luzhou, "case", card)],
        });
        return (stream, number);
    }

    /// <summary>A complainant's case, as the grain writes it: the case, whom it is from, and what has happened to it.</summary>
    public async Task<(Guid Id, string No)> Told(string? phone, CaseEvent[] events, (Guid Id, string No)? @case = null, int from = 1, string fast = "none", Guid? squad = null, string clocks = "", bool drill = false)
    {
        var (stream, no) = @case ?? (Guid.NewGuid(), $"CZ20261124-{Interlocked.Increment(ref _numbers):000000}");
        var version = from + events.Length - 1;
        var card = $$"""{"id":"{{stream}}","no":"{{no}}","version":{{version}},"county":"140403","title":"张建国投诉老李饭店","fast":"{{fast}}","directiveNo":"1号","clocks":[{{clocks}}]}""";
        if (phone is not null)
        {
            var person = Vault.Seal(new Complainant("张建国", phone));
            await _world.Execute("insert into complainant (case_id, county, name_enc, phone_enc, phone_hash) values ($1, '140403', $2, $3, $4) on conflict do nothing", stream, person.Name!, person.Phone!, person.PhoneHash!);
        }
        await _world.Ledger.Commit(Entry(stream, version) with
        {
            Events = [.. events.Select((e, i) => new EventRow(stream, from + i, LiveWorld.Luzhou, Wire.NameOf(e), System.Text.Json.JsonSerializer.Serialize(e, Wire.Options), null))],
            Cases = [new CaseRow(stream, LiveWorld.Luzhou, no, version, "complaint", "received", fast, "pending", squad, null, true, drill, 1, [], new GeoPoint(113.1074, 36.1877), null, Nine, null, null, null, null, "", card)],
            Feed = [new(LiveWorld.Luzhou, "case", card)],
        });
        return (stream, no);
    }

    public Task Passed(Guid @case, string no, string clock, string step) =>
        _world.News(LiveWorld.Luzhou, "clock", $$$"""{"caseId":"{{{@case}}}","no":"{{{no}}}","clock":"{{{clock}}}","step":"{{{step}}}","dueAt":"{{{Clock.GetUtcNow():O}}}","late":false}""");

    public IReadOnlyList<string> Said(string path) => [.. Receiver.Heard.Where(h => h.Path == path).Select(h => Receiver.Text(h.Body))];

    public Task<long> Waiting() => _world.Scalar<long>("select count(*) from notice where state = 'waiting'");

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await Receiver.DisposeAsync();
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    private LedgerEntry Entry(Guid stream, int version) => new()
    {
        Command = new CommandId(Guid.NewGuid()),
        ContentHash = [1],
        By = Actor.Machine,
        At = Clock.GetUtcNow(),
        Stream = stream,
        Answer = "{}",
        Events = [new EventRow(stream, version, LiveWorld.Luzhou, "test", "{}", null)],
    };

    /// <summary>Keeps what is logged.</summary>
    public sealed class Lines : ILogger<Courier>
    {
        private readonly List<string> _lines = [];

        public string Text
        {
            get { lock (_lines) return string.Join('\n', _lines); }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines) _lines.Add($"{formatter(state, exception)} {exception}");
        }
    }
}
