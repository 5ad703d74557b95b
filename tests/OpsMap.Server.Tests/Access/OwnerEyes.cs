using Npgsql;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>Looks into a test's database as its owner, at every county.</summary>
public static class OwnerEyes
{
    public static async Task<T> Scalar<T>(this TestDatabase database, string sql, params object[] values)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using (var scope = new NpgsqlCommand("select set_config('ops.county', '*', false)", connection)) await scope.ExecuteNonQueryAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return await command.ExecuteScalarAsync(cancel) is T found ? found : default!;
    }
}
