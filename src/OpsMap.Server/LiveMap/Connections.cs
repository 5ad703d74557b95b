using Microsoft.Extensions.Options;

namespace OpsMap.Server.LiveMap;

/// <summary>Every open hub connection of this node: how many a person or an address has, and how to cut one.</summary>
public sealed class Connections(IOptions<LiveMapOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenConnection> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _perKey = new(StringComparer.Ordinal);

    public IReadOnlyCollection<OpenConnection> Open
    {
        get { lock (_gate) return [.. _open.Values]; }
    }

    /// <summary>Counts the connection in, unless the person or the address has too many already.</summary>
    public bool Admit(OpenConnection connection)
    {
        lock (_gate)
        {
            if (Count(connection.PersonKey) >= options.Value.ConnectionsPerPerson || Count(connection.AddressKey) >= options.Value.ConnectionsPerAddress) return false;
            if (!_open.TryAdd(connection.Id, connection)) return false;
            Add(connection.PersonKey, 1);
            Add(connection.AddressKey, 1);
            return true;
        }
    }

    public void Leave(string id)
    {
        lock (_gate)
        {
            if (!_open.Remove(id, out var connection)) return;
            Add(connection.PersonKey, -1);
            Add(connection.AddressKey, -1);
        }
    }

    private int Count(string key) => _perKey.GetValueOrDefault(key);

    private void Add(string key, int by)
    {
        var count = Count(key) + by;
        if (count == 0) _perKey.Remove(key);
        else _perKey[key] = count;
    }
}

/// <summary>One hub connection and whose it is.</summary>
public sealed record OpenConnection(string Id, Guid Person, string Session, string Address, Action Cut)
{
    public string PersonKey => $"person {Person}";

    public string AddressKey => $"address {Address}";
}
