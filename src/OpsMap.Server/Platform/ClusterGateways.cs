using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace OpsMap.Server.Platform;

/// <summary>Tells an outside client which silos answer it (网关名单).</summary>
public sealed class ClusterGateways(ClusterDatabase database, IOptions<ClusterOptions> cluster) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(5);

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        await using var command = database.Source.CreateCommand(
            "select silo, gateway_port from ops_silo where cluster = $1 and status = $2 and gateway_port > 0");
        command.Parameters.AddWithValue(cluster.Value.ClusterId);
        command.Parameters.AddWithValue((int)SiloStatus.Active);

        var gateways = new List<Uri>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var silo = SiloAddress.FromParsableString(reader.GetString(0));
            gateways.Add(SiloAddress.New(silo.Endpoint.Address, reader.GetInt32(1), silo.Generation).ToGatewayUri());
        }
        return gateways;
    }
}
