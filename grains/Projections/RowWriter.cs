using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marketplace.Projections;

/// <summary>
/// The cheap way for a projection to write rows within one transaction. SQLite compiles each statement once per process
/// instead of once per row, which is most of a small write's cost; PostgreSQL is sent many statements at once, because
/// there it is the round trip.
/// </summary>
/// <param name="transaction">Of the projection's rows and its checkpoint.</param>
public sealed class RowWriter(DbTransaction transaction)
{
    /// <summary>Most statements sent together.</summary>
    private const int MostAtOnce = 500;

    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Prepared = [];

    private readonly NpgsqlBatch? _batch =
        transaction is NpgsqlTransaction npgsql ? new NpgsqlBatch(npgsql.Connection, npgsql) : null;

    /// <summary>Runs a statement, at once or together with those that follow (<see cref="Flush"/>).</summary>
    /// <param name="sql">A constant text with <c>@name</c> parameters.</param>
    /// <param name="parameters">
    /// Names without <c>@</c>, and string, long, int or null values, always the same names in the same order for one
    /// text.
    /// </param>
    public Task Write(string sql, params (string Name, object? Value)[] parameters)
    {
        if (_batch is null) return Run((SqliteConnection)transaction.Connection!, sql, parameters);
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));
        _batch.BatchCommands.Add(command);
        return _batch.BatchCommands.Count < MostAtOnce ? Task.CompletedTask : Flush();
    }

    /// <summary>Sends what has not been sent yet; before the transaction is committed.</summary>
    public async Task Flush()
    {
        if (_batch is null or { BatchCommands.Count: 0 }) return;
        await _batch.ExecuteNonQueryAsync();
        _batch.BatchCommands.Clear();
    }

    private Task Run(SqliteConnection sqlite, string sql, (string Name, object? Value)[] parameters)
    {
        var commands = Prepared.GetOrCreateValue(sqlite);
        if (!commands.TryGetValue(sql, out var prepared))
        {
            commands[sql] = prepared = sqlite.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of the projections; values travel as parameters.
            prepared.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, _) in parameters)
                prepared.Parameters.Add(new SqliteParameter { ParameterName = $"@{name}" });
        }

        prepared.Transaction = (SqliteTransaction)transaction;
        for (var i = 0; i < parameters.Length; i++)
            prepared.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        prepared.ExecuteNonQuery();
        return Task.CompletedTask;
    }
}
