namespace OpsMap.Server.LiveMap;

/// <summary>Everything a console or screen can be told; <c>web/src/live/messages.ts</c> is its mirror.</summary>
public interface IMapClient
{
    /// <summary>JSON <c>{serverNow, rows:[{county, seq, kind, body}]}</c>.</summary>
    Task Feed(string json);

    /// <summary>One position frame, see <see cref="PositionFrame"/>.</summary>
    Task Frame(byte[] bytes);

    /// <summary>This viewer fell too far behind: join again.</summary>
    Task Resync();

    /// <summary>JSON <c>{serverNow, canaryFiredAt, clocksAlive, feedAt}</c>.</summary>
    Task Health(string json);
}

/// <summary>Everything a squad phone can be told.</summary>
public interface IDeviceClient
{
    /// <summary>The same JSON as GET /api/squad/now.</summary>
    Task Now(string json);

    /// <summary>JSON of a clock step of the squad's case.</summary>
    Task Clock(string json);

    /// <summary>JSON <c>{squad, message}</c> or <c>{squad, readBy}</c>: a line of its conversation with dispatch, or that it was read.</summary>
    Task Message(string json);

    /// <summary>JSON <c>{since}</c>: another phone of this account has taken over.</summary>
    Task Displaced(string json);
}
