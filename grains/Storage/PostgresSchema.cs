using Dapper;
using Npgsql;

namespace Marketplace.Storage;

/// <summary>Brings a PostgreSQL database to this program's schema, and refuses newer ones.</summary>
public static class PostgresSchema
{
    private static readonly string[] Areas = ["log", "state", "views", "identity", "cluster"];

    /// <summary>Migrates every area in one transaction; silos that start together take turns.</summary>
    /// <exception cref="StorageException">The database was written by a newer program, or does not answer.</exception>
    public static void Migrate(PostgresDatabase database)
    {
        try
        {
            using var connection = database.Durable.OpenConnection();
            using var transaction = connection.BeginTransaction();
            connection.Execute("SELECT pg_advisory_xact_lock(7305, 2)", transaction: transaction);
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS schema_version (area TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL)",
                transaction: transaction);
            foreach (var area in Areas) Migrate(connection, transaction, area);
            transaction.Commit();
        }
        catch (NpgsqlException failure)
        {
            throw new StorageException($"The PostgreSQL database cannot be used: {failure.Message}", failure);
        }
    }

    private static void Migrate(NpgsqlConnection connection, NpgsqlTransaction transaction, string area)
    {
        var scripts = SchemaScripts.For("postgres", area);
        var present = connection.ExecuteScalar<int?>(
            "SELECT number FROM schema_version WHERE area = @area", new { area }, transaction) ?? 0;
        if (present > scripts.Length)
        {
            throw new StorageException(
                $"Database {connection.Database} has schema {area} {present}, but this program knows only up to "
                + $"{scripts.Length}. It was written by a newer version: start that version, or restore a backup made "
                + "before it.");
        }

        foreach (var script in scripts.Where(script => script.Number > present))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(
                """
                INSERT INTO schema_version (area, number) VALUES (@area, @Number)
                ON CONFLICT (area) DO UPDATE SET number = excluded.number
                """,
                new { area, script.Number }, transaction);
        }
    }
}
