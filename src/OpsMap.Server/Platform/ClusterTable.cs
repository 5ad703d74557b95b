using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orleans.Configuration;

namespace OpsMap.Server.Platform;

/// <summary>Cluster membership (集群成员表) in PostgreSQL, so that losing Redis can never make two clusters of one.</summary>
/// <remarks>The table version is its own etag: it only ever grows, and every change of a row must move it from the value that was read.</remarks>
public sealed class ClusterTable(ClusterDatabase database, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    private readonly string _cluster = cluster.Value.ClusterId;

    public Task InitializeMembershipTable(bool tryInitTableVersion) =>
        database.Execute("insert into ops_cluster (cluster, version) values ($1, 0) on conflict do nothing", Text(_cluster));

    public Task DeleteMembershipTableEntries(string clusterId) =>
        database.Execute("delete from ops_cluster where cluster = $1", Text(clusterId));

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
        database.Execute("""
            delete from ops_silo
            where  cluster = $1 and status = $2
              and  greatest(started_at, alive_at, (select max(at) from unnest(suspected_at) at)) < $3
            """, Text(_cluster), Number((int)SiloStatus.Dead), Instant(beforeDate.UtcDateTime));

    public Task<MembershipTableData> ReadAll() => Read(null);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => Read(key);

    public async Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        // the lock on the cluster row makes the second of two writers look again, and find the version moved
        await database.Execute("""
            with turn as (
              update ops_cluster set version = $3
              where  cluster = $1 and version = $2
                and  not exists (select 1 from ops_silo where cluster = $1 and silo = $4)
              returning 1)
            insert into ops_silo (cluster, silo, status, name, host, gateway_port, started_at, alive_at, suspectors, suspected_at)
            select $1, $4, $5, $6, $7, $8, $9, $10, $11, $12 from turn
            """,
            Text(_cluster), Expected(tableVersion.VersionEtag), Number(tableVersion.Version), Silo(entry.SiloAddress),
            Number((int)entry.Status), Text(entry.SiloName ?? ""), Text(entry.HostName ?? ""), Number(entry.ProxyPort),
            Instant(entry.StartTime), Instant(entry.IAmAliveTime), Suspectors(entry), SuspectedAt(entry)) == 1;

    public async Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        await database.Execute("""
            with turn as (
              update ops_cluster set version = $3
              where  cluster = $1 and version = $2
                and  exists (select 1 from ops_silo where cluster = $1 and silo = $4 and etag = $5)
              returning 1)
            update ops_silo
            set    status = $6, alive_at = $7, suspectors = $8, suspected_at = $9, etag = etag + 1
            from   turn
            where  cluster = $1 and silo = $4
            """,
            Text(_cluster), Expected(tableVersion.VersionEtag), Number(tableVersion.Version), Silo(entry.SiloAddress), Expected(etag),
            Number((int)entry.Status), Instant(entry.IAmAliveTime), Suspectors(entry), SuspectedAt(entry)) == 1;

    /// <summary>A heartbeat leaves etag and version alone: a death vote read before it must still count.</summary>
    public Task UpdateIAmAlive(MembershipEntry entry) =>
        database.Execute("update ops_silo set alive_at = $3 where cluster = $1 and silo = $2",
            Text(_cluster), Silo(entry.SiloAddress), Instant(entry.IAmAliveTime));

    private async Task<MembershipTableData> Read(SiloAddress? only)
    {
        await using var command = database.Source.CreateCommand("""
            select c.version, s.silo, s.status, s.name, s.host, s.gateway_port, s.started_at, s.alive_at, s.suspectors, s.suspected_at, s.etag
            from   ops_cluster c
            left   join ops_silo s on s.cluster = c.cluster and ($2 is null or s.silo = $2)
            where  c.cluster = $1
            """);
        command.Parameters.Add(Text(_cluster));
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)only?.ToParsableString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

        var rows = new List<Tuple<MembershipEntry, string>>();
        int? version = null;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            version = reader.GetInt32(0);
            if (!reader.IsDBNull(1)) rows.Add(Tuple.Create(Entry(reader), Etag(reader.GetInt32(10))));
        }
        var current = version ?? throw new InvalidOperationException($"Cluster {_cluster} has no row in ops_cluster");
        return new MembershipTableData(rows, new TableVersion(current, Etag(current)));
    }

    private static MembershipEntry Entry(NpgsqlDataReader row) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(row.GetString(1)),
        Status = (SiloStatus)row.GetInt32(2),
        SiloName = row.GetString(3),
        HostName = row.GetString(4),
        ProxyPort = row.GetInt32(5),
        StartTime = row.GetDateTime(6),
        IAmAliveTime = row.GetDateTime(7),
        SuspectTimes = [.. row.GetFieldValue<string[]>(8).Zip(row.GetFieldValue<DateTime[]>(9), (by, at) => Tuple.Create(SiloAddress.FromParsableString(by), at))],
    };

    private static string Etag(int value) => value.ToString(CultureInfo.InvariantCulture);

    // an etag we never gave out matches nothing
    private static NpgsqlParameter<int> Expected(string etag) =>
        Number(int.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1);

    private static NpgsqlParameter<string> Silo(SiloAddress silo) => Text(silo.ToParsableString());

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    // Orleans hands over UTC instants whose Kind is not always set
    private static NpgsqlParameter<DateTime> Instant(DateTime value) => new() { TypedValue = DateTime.SpecifyKind(value, DateTimeKind.Utc) };

    private static NpgsqlParameter<string[]> Suspectors(MembershipEntry entry) =>
        new() { TypedValue = [.. (entry.SuspectTimes ?? []).Select(s => s.Item1.ToParsableString())] };

    private static NpgsqlParameter<DateTime[]> SuspectedAt(MembershipEntry entry) =>
        new() { TypedValue = [.. (entry.SuspectTimes ?? []).Select(s => DateTime.SpecifyKind(s.Item2, DateTimeKind.Utc))] };
}
