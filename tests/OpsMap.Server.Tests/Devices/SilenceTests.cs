using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Cases;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Simulator;
using Xunit;

namespace OpsMap.Server.Tests.Devices;

/// <summary>No signal in the gorge: when a step counts as late as it came, and when as early as it happened.</summary>
public sealed class SilenceTests(Backing backing) : IAsyncLifetime
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    private readonly ShiftedClock _clock = new() { Back = HalfAnHour };
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private TestDatabase _own = null!;
    private GrainCluster _cluster = null!;
    private Actor _leader = null!;
    private CaseId _case;
    private readonly Guid _device = Guid.NewGuid();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A squad that has answered its directive half an hour ago, with a phone that was heard then.</summary>
    public async ValueTask InitializeAsync()
    {
        _own = await backing.Database();
        _cluster = await GrainCluster.Start(_own, clock: _clock);
        var squad = await _cluster.SquadOnDuty(3);
        _leader = GrainCluster.Leader(squad);
        await _own.Scalar<int>("insert into account (id, login, name, role, county, squad) values ($1, 'zhang', '张队', 'SquadLeader', '140403', $2)", _leader.Id.Value, squad.Value);
        _case = await _cluster.UrgentCase();
        await _cluster.Must(_case, new CaseCommand.IssueDirective(squad), GrainCluster.City);
        await _cluster.Must(_case, new CaseCommand.AckDirective(), _leader);
        await _cluster.Must(_case, new CaseCommand.Respond(HandlingMode.OnSite, "马上出发"), _leader);
        var q = _key.ExportParameters(includePrivateParameters: false).Q;
        await Register().Enter(new NewDevice(_device, new DeviceKey("EC", "P-256", Base64Url.EncodeToString(q.X), Base64Url.EncodeToString(q.Y))), [.. q.X!, .. q.Y!], _leader, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _own.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task A_step_made_while_the_phone_was_silent_counts_from_when_it_happened()
    {
        var happened = new Moment(_clock.GetUtcNow().AddMinutes(10)).Now;
        _clock.Back = TimeSpan.Zero;
        var step = await Depart(happened, signed: true);
        Assert.Equal((happened, true, true, null), (step.OccurredAt!.Value, step.Late, step.WasSigned, step.Disbelieved));
        Assert.Equal("true", await _own.Scalar<string>("select device ->> 'offline' from event where type = 'squad-en-route' and stream = $1", _case.Value));
        Assert.Equal(1L, await _own.Scalar<long>("select count(*) from device_silence where device = $1", _device));
    }

    [Fact]
    public async Task Without_a_signature_nothing_is_proven()
    {
        var happened = new Moment(_clock.GetUtcNow().AddMinutes(10)).Now;
        _clock.Back = TimeSpan.Zero;
        var step = await Depart(happened, signed: false);
        Assert.Equal((happened, null, null), (step.Disbelieved, step.Late, step.WasSigned));
        Assert.True(step.OccurredAt > happened.AddMinutes(15));
    }

    [Fact]
    public async Task A_phone_that_was_heard_all_the_time_was_not_without_signal()
    {
        var happened = new Moment(_clock.GetUtcNow().AddMinutes(10)).Now;
        for (var back = HalfAnHour; back >= TimeSpan.Zero; back -= TimeSpan.FromSeconds(40))
        {
            _clock.Back = back;
            // each time another node
            Assert.NotNull(await Register().Heard(_device, _leader, Cancel));
        }
        Assert.Equal(0L, await _own.Scalar<long>("select count(*) from device_silence"));
        var step = await Depart(happened, signed: true);
        Assert.Equal((happened, true), (step.Disbelieved, step.WasSigned));
    }

    [Fact]
    public async Task Two_first_calls_at_once_after_a_silence_record_it_once()
    {
        _clock.Back = TimeSpan.Zero;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Register().Heard(_device, _leader, Cancel)));
        Assert.Equal(1L, await _own.Scalar<long>("select count(*) from device_silence"));
        Assert.Null(await Register().Heard(_device, GrainCluster.City, Cancel));
    }

    private DeviceRegister Register() => new(_cluster.Database, _clock);

    private async Task<CaseStep> Depart(DateTimeOffset happened, bool signed)
    {
        var command = new CaseCommand.Depart();
        const string said = "id\ncase\nat\n7\n{}";
        var signature = new StepSignature(_device, 7, Base64Url.EncodeToString(_key.SignData(Encoding.UTF8.GetBytes(said), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)));
        var answer = await _cluster.Grains.Case(_case).Handle(new CaseEnvelope
        {
            Id = new CommandId(Guid.NewGuid()),
            Command = command,
            By = _leader,
            OccurredAt = happened,
            Device = signed ? await Register().Prove(signature, said, happened, _leader, Cancel) : null,
            ContentHash = Server.Platform.Answers.HashOf(command, _case.Value, _leader),
        });
        Assert.Null(answer.Refusal);
        return CaseStep.Of((await new Ledger(_cluster.Database).Read(_case.Value, ct: Cancel))[^1]);
    }
}
