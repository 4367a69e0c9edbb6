using Marketplace.Silo.Cluster;
using Npgsql;

namespace Marketplace.Chaos;

/// <summary>What is broken: a PostgreSQL server of its own and the silos on it, all of them processes.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private readonly TextWriter _log;

    private Cluster(DatabaseServer database, Node[] nodes, TextWriter log) =>
        (Database, Nodes, _log) = (database, nodes, log);

    /// <summary>The server.</summary>
    public DatabaseServer Database { get; }

    /// <summary>The silos.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Starts all of it; the first silo fills the empty database.</summary>
    public static async Task<Cluster> Open(ChaosOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var log = TextWriter.Synchronized(
            new StreamWriter(Path.Combine(options.Folder, "silos.log")) { AutoFlush = true });
        var database = await DatabaseServer.Open(options.Folder);
        var nodes = Enumerable.Range(1, options.Silos)
            .Select(number => new Node(number, database, options, log)).ToArray();
        var cluster = new Cluster(database, nodes, log);
        try
        {
            await nodes[0].Start();
            await Task.WhenAll(nodes.Skip(1).Select(static node => node.Start()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until each silo says that it is ready.</summary>
    /// <returns>Null when all do; what the first says instead, when one does not within the bound.</returns>
    public async Task<string?> WaitUntilReady(TimeSpan bound) =>
        (await Task.WhenAll(Nodes.Select(node => node.WaitUntilReady(bound))))
            .FirstOrDefault(static why => why is not null);

    /// <summary>Asks the database, beside the proxies and on a connection of its own.</summary>
    /// <returns>The first value of the first row.</returns>
    public async Task<object?> Ask(string statement)
    {
        await using var connection = new NpgsqlConnection($"{Database.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // All statements are in this program.
        command.CommandText = statement;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(static node => node.Stop()));
        foreach (var node in Nodes) node.Dispose();
        await Database.DisposeAsync();
        await _log.DisposeAsync();
    }
}
