using System.Text.Json;
using OpsMap.Domain;

namespace OpsMap.Server.Devices;

/// <summary>That a device has signed a step (设备签名): what an auditor needs to verify it again, and whether the device was without signal when it says it happened.</summary>
[GenerateSerializer, Immutable]
public sealed record DeviceProof(
    [property: Id(0)] Guid Device, [property: Id(1)] long Seq, [property: Id(2)] string Said, [property: Id(3)] byte[] Signature, [property: Id(4)] bool Offline)
{
    public DeviceMark Mark => new(Device, Seq, Offline ? true : null);
}

/// <summary>What an event keeps of it; the signature itself stands in the register of signed steps.</summary>
public sealed record DeviceMark(Guid Id, long Seq, bool? Offline = null);

/// <summary>Whether a device is the one in use, or since when another is.</summary>
public sealed record DeviceStanding(Guid Device, DateTimeOffset? Displaced);

/// <summary>A device that is no longer the one in use, as nodes tell each other.</summary>
public sealed record DisplacedDevice(Guid Device, DateTimeOffset Since)
{
    /// <summary>The PostgreSQL channel it is told on.</summary>
    public const string Channel = "device";

    public static DisplacedDevice Read(string payload) => JsonSerializer.Deserialize<DisplacedDevice>(payload, Wire.Options)!;
}
