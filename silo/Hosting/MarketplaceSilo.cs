using System.Data.Common;
using Marketplace.Budgets;
using Marketplace.Carts;
using Marketplace.Catalogue;
using Marketplace.Checkpoints;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Projections;
using Marketplace.Storage;
using Marketplace.Suppliers;
using Orleans.Storage;
using Orleans.Streams;

namespace Marketplace.Silo.Hosting;

/// <summary>Puts the engine into a silo: storage, log, plain state, streams. Tests build their clusters with it
/// too.</summary>
public static class MarketplaceSilo
{
    /// <summary>Where plain state other than carts is kept.</summary>
    public const string PlainState = "Default";

    /// <summary>Registers the storage of one silo and brings its schema up to date.</summary>
    /// <exception cref="StorageException">The storage cannot be used; the message says why.</exception>
    public static IServiceCollection AddMarketplaceStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddMarketplaceServices(options);
        if (options.UsesPostgreSql)
        {
            var database = new PostgresDatabase(options.PostgreSql);
            PostgresSchema.Migrate(database);
            return services.AddPostgresStorage(database);
        }

        var files = new SqliteFiles(options.DataFolder);
        files.TakeFolder();
        SqliteSchema.Migrate(files);
        return services.AddSqliteStorage(files);
    }

    /// <summary>Registers what the actors need besides storage.</summary>
    public static IServiceCollection AddMarketplaceServices(
        this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(PolicyTable.Default)
        .AddSingleton(WorkingDays.Default)
        .AddSingleton(new PersonalData(options.FindPersonalDataKey()))
        .AddSingleton(options.FindCheckpointSigner())
        .AddSingleton(new Search.ItemIndexPath(options.FindSearchIndex()))
        .AddSingleton<LogSignal>()
        .AddSingleton<Journals>()
        .AddSingleton<Neighbours>()
        .AddKeyedSingleton<IGrainStorage, CartStorage>(CartGrain.Storage);

    /// <summary>Registers a PostgreSQL database whose schema is current.</summary>
    public static IServiceCollection AddPostgresStorage(
        this IServiceCollection services, PostgresDatabase database) => services
        // By a factory, so that the container closes it.
        .AddSingleton(_ => database)
        .AddSingleton<IEventLog, PostgresEventLog>()
        .AddSingleton<IReadModels, PostgresReadModels>()
        .AddSingleton<ICartTable, PostgresCarts>();

    /// <summary>Registers SQLite files that are open and current, for as many silos as this process has.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteFiles files) => services
        // By a factory, so that the container closes them.
        .AddSingleton(_ => files)
        .AddSingleton<GatedSqliteDataSource>()
        .AddSingleton<IEventLog, SqliteEventLog>()
        .AddSingleton<IReadModels, SqliteReadModels>()
        .AddSingleton<ICartTable, SqliteCarts>();

    /// <summary>Configures the actors' storage providers on a silo whose services have
    /// <see cref="AddMarketplaceStorage"/>.</summary>
    public static ISiloBuilder AddMarketplace(this ISiloBuilder silo)
    {
        foreach (var name in (string[])[PlainState, Journals.SnapshotStorage])
        {
            silo.AddAdoNetGrainStorage(name, options => options.Configure<IServiceProvider>((ado, services) =>
            {
                var database = services.GetService<PostgresDatabase>();
                ado.Invariant = database is null ? "System.Data.SQLite" : "Npgsql";
                ado.DataSource = StateOf(services);
                ado.GrainStorageSerializer = new JsonStateSerializer();
                ado.DeleteStateOnClear = true;
            }));
        }

        silo.AddMemoryStreams(Tasks.FeedLimits.Provider, static streams =>
        {
            // Subscribers are actors known by their type: subscriptions that are stored outlive the process that made
            // them, and every hint would be offered to the dead until it times out.
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            // Hints are few and small: one queue, looked at often enough that a page feels live.
            streams.ConfigurePartitioning(1);
            streams.ConfigurePullingAgent(static agent => agent.Configure(static options =>
                options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(50)));
        });
        silo.Services
            .AddSingleton<ListReader>()
            .AddSingleton<Purchasing.LocalContentMarkets>()
            .AddSingleton<Purchasing.UnratedOrders>()
            .AddSingleton<ItemsOnSale>()
            .AddSingleton<Search.ItemIndexFile>()
            .AddSingleton<Search.ItemIndexFeed>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static services =>
                services.GetRequiredService<Search.ItemIndexFeed>())
            .AddSingleton(static services => new CheckpointTable(StateOf(services)))
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CheckpointPulse>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ProjectionPulse>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadlinePulse>();
        AddProjections(silo.Services);
        return silo;
    }

    private static DbDataSource StateOf(IServiceProvider services) =>
        services.GetService<PostgresDatabase>()?.Durable
        ?? (DbDataSource)services.GetRequiredService<GatedSqliteDataSource>();

    /// <summary>Every read model, one line each.</summary>
    private static void AddProjections(IServiceCollection services) => services
        .AddSingleton<IProjection, CategoriesProjection>()
        .AddSingleton<IProjection, ItemsProjection>()
        .AddSingleton<IProjection, OpenDeadlines>()
        .AddSingleton<IProjection, Purchasing.OrdersAndTasks>()
        .AddSingleton<IProjection, PartyFingerprints>()
        .AddSingleton<IProjection, SupplierList>()
        .AddSingleton<IProjection, OrganisationList>()
        .AddSingleton<IProjection, PlanLedger>();
}
