namespace OpsMap.Server.Tests.Platform;

internal static class ClusterEntry
{
    extension(MembershipEntry entry)
    {
        public MembershipEntry WithStatus(SiloStatus status) => new()
        {
            SiloAddress = entry.SiloAddress,
            Status = status,
            SiloName = entry.SiloName,
            HostName = entry.HostName,
            ProxyPort = entry.ProxyPort,
            StartTime = entry.StartTime,
            IAmAliveTime = entry.IAmAliveTime,
            SuspectTimes = entry.SuspectTimes,
        };
    }
}
