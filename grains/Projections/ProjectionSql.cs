using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Marketplace.Projections;

/// <summary>
/// The cheap way for a projection to write a row: SQLite compiles each statement once per process instead of once per
/// row, which is most of a small write's cost. Npgsql prepares repeated statements by itself.
/// </summary>
public static class ProjectionSql
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Prepared = [];

    /// <summary>Runs a statement within a projection's transaction.</summary>
    /// <param name="transaction">What <see cref="IProjection.Apply"/> was given.</param>
    /// <param name="sql">A constant text with <c>@name</c> parameters.</param>
    /// <param name="parameters">
    /// Names without <c>@</c>, and string, long, int or null values, always the same names in the same order for one
    /// text.
    /// </param>
    /// <returns>Rows affected.</returns>
    public static async Task<int> Execute(
        this DbTransaction transaction, string sql, params (string Name, object? Value)[] parameters)
    {
        if (transaction.Connection is SqliteConnection sqlite)
        {
            var commands = Prepared.GetOrCreateValue(sqlite);
            if (!commands.TryGetValue(sql, out var prepared))
                commands[sql] = prepared = Create(sqlite, sql, parameters);
            prepared.Transaction = transaction;
            for (var i = 0; i < parameters.Length; i++)
                prepared.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
            return prepared.ExecuteNonQuery();
        }

        await using var command = Create(transaction.Connection!, sql, parameters);
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Create(DbConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of the projections; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
