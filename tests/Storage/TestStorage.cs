using Marketplace.Carts;
using Marketplace.Checkpoints;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Silo.Hosting;
using Marketplace.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Storage;

/// <summary>An empty, migrated storage of one test, of either kind.</summary>
public sealed class TestStorage : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _opened = [];
    private readonly SqliteFiles? _files;

    private TestStorage(StorageOptions options, SqliteFiles? files) => (Options, _files) = (options, files);

    /// <summary>How the program is told of it.</summary>
    public StorageOptions Options { get; }

    /// <summary>Makes one.</summary>
    public static async Task<TestStorage> Create(StorageKind kind)
    {
        if (kind == StorageKind.Postgres)
        {
            var options = new StorageOptions
            {
                PostgreSql = await PostgresServer.NewDatabase(),
                PersonalDataKey = Convert.ToBase64String(new byte[32]),
                CheckpointKey = CheckpointSigner.NewKey(),
            };
            await using var database = new PostgresDatabase(options.PostgreSql);
            PostgresSchema.Migrate(database);
            return new TestStorage(options, files: null);
        }

        var folder = Directory.CreateTempSubdirectory("marketplace-").FullName;
        var files = new SqliteFiles(folder);
        SqliteSchema.Migrate(files);
        return new TestStorage(new StorageOptions { DataFolder = folder }, files);
    }

    /// <summary>Registers it in a silo, as the program does; several silos share it.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddMarketplaceServices(Options);
        if (_files is not null) services.AddSqliteStorage(_files);
        else services.AddPostgresStorage(new PostgresDatabase(Options.PostgreSql));
    }

    /// <summary>Another instance of the log, as another process would have.</summary>
    public IEventLog OpenLog(LogSignal? signal = null) => _files is not null
        ? Track(new SqliteEventLog(_files, signal ?? new LogSignal()))
        : Track(new PostgresEventLog(Track(new PostgresDatabase(Options.PostgreSql)), signal ?? new LogSignal()));

    /// <summary>The log in PostgreSQL as a silo of a cluster has it.</summary>
    public IEventLog OpenLog(LogWriter silo) =>
        Track(new PostgresEventLog(Track(new PostgresDatabase(Options.PostgreSql)), new LogSignal(), silo));

    /// <summary>Another instance of the read models, as another process would have.</summary>
    public IReadModels OpenReadModels() => _files is not null
        ? Track(new SqliteReadModels(_files))
        : new PostgresReadModels(Track(new PostgresDatabase(Options.PostgreSql)));

    /// <summary>Another instance of the cart table.</summary>
    public ICartTable OpenCarts() => _files is not null
        ? Track(new SqliteCarts(_files))
        : Track(new PostgresCarts(Track(new PostgresDatabase(Options.PostgreSql))));

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened)) await opened.DisposeAsync();
        if (_files is null) return;
        _files.Dispose();
        Directory.Delete(_files.Folder, recursive: true);
    }

    private T Track<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Add(opened);
        return opened;
    }
}
