using Npgsql;

namespace Marketplace.Storage;

/// <summary>
/// The PostgreSQL database of a cluster. <see cref="Durable"/> commits wait for the disk whatever the server's or
/// role's default; <see cref="Views"/> commits do not, because projections are caught up from the log.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>Prepares the pools; connects to nothing yet.</summary>
    /// <exception cref="StorageException">It is no connection string.</exception>
    public PostgresDatabase(string connectionString)
    {
        ConnectionString = DurableString(connectionString);
        Durable = NpgsqlDataSource.Create(ConnectionString);
        Views = NpgsqlDataSource.Create(With(connectionString, synchronousCommit: "off"));
    }

    /// <summary>For whom opens connections by itself; commits wait for the disk.</summary>
    public string ConnectionString { get; }

    /// <summary>The event log, plain state and snapshots.</summary>
    public NpgsqlDataSource Durable { get; }

    /// <summary>Projections.</summary>
    public NpgsqlDataSource Views { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Durable.DisposeAsync();
        await Views.DisposeAsync();
    }

    /// <summary>A connection string whose commits wait for the disk.</summary>
    /// <exception cref="StorageException">It is no connection string.</exception>
    public static string DurableString(string connectionString) => With(connectionString, synchronousCommit: "on");

    private static string With(string connectionString, string synchronousCommit)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            // Nothing of ours leaves anything in a session: it need not be cleaned at each return to the pool.
            builder = new(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        }
        catch (ArgumentException failure)
        {
            // What Npgsql says names the part it does not understand, never its value, which may be a password.
            throw new StorageException(
                $"Marketplace:PostgreSql is not a connection string of Npgsql: {failure.Message}", failure);
        }

        builder.Options = $"{builder.Options} -c synchronous_commit={synchronousCommit}".TrimStart();
        return builder.ConnectionString;
    }
}
