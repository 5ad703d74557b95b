using OpsMap.Server.Platform;

namespace OpsMap.Server.Devices;

/// <summary>Words about the squads' phones (执勤手机类提示).</summary>
internal static class WordsOfDevices
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Codes.AnotherDevice] = new("本账号已改在另一部手机上执勤，如需在本机继续，请点“在本机继续”", "This account is on duty on another phone; choose “continue here” to take over"),
        [Codes.BadSignature] = new("设备签名核验未通过，请重新登记本机后再试", "The device's signature does not verify; register this phone again"),
        [Codes.DeviceTaken] = new("该设备编号已登记在其他账号或密钥名下", "This device id is registered to another account or key"),
        [Codes.KeyNotValid] = new("设备公钥无效", "The device's public key is not valid"),
    };
}
