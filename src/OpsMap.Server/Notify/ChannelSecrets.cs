using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using OpsMap.Domain;

namespace OpsMap.Server.Notify;

/// <summary>Seals a channel's address, secret and phones with the nodes' keys (渠道密钥): a copy of the database sends nothing.</summary>
public sealed class ChannelSecrets(IDataProtectionProvider protection)
{
    internal const string Columns = "id, county, kind, per_minute, sealed, complainants";

    private readonly IDataProtector _protector = protection.CreateProtector("notify.channel.v1");

    public byte[] Seal(ChannelSettings settings) => _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(settings, Wire.Options));

    public ChannelSettings Open(byte[] bytes) => JsonSerializer.Deserialize<ChannelSettings>(_protector.Unprotect(bytes), Wire.Options)!;

    internal Channel Open(NpgsqlDataReader r) => new(r.GetGuid(0), new CountyCode(r.GetString(1)), Enum.Parse<ChannelKind>(r.GetString(2), ignoreCase: true), r.GetInt32(3), Open((byte[])r[4]), r.GetBoolean(5));
}
