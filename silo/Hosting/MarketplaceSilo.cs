using Marketplace.Budgets;
using Marketplace.Carts;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Projections;
using Marketplace.Storage;
using Marketplace.Suppliers;
using Orleans.Storage;

namespace Marketplace.Silo.Hosting;

/// <summary>Puts the engine into a silo: storage, log, plain state, streams. Tests build their clusters with it too.</summary>
public static class MarketplaceSilo
{
    /// <summary>Where plain state other than carts is kept.</summary>
    public const string PlainState = "Default";

    /// <summary>Registers the storage of one silo and brings its schema up to date.</summary>
    /// <exception cref="StorageException">The storage cannot be used; the message says why.</exception>
    public static IServiceCollection AddMarketplaceStorage(this IServiceCollection services, StorageOptions options)
    {
        var files = new SqliteFiles(options.DataFolder);
        SqliteSchema.Migrate(files);
        return services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(PolicyTable.Default)
            .AddSingleton(WorkingDays.Default)
            .AddSingleton(files)
            .AddSingleton(new PersonalData(options.FindPersonalDataKey()))
            .AddSingleton<LogSignal>()
            .AddSingleton<GatedSqliteDataSource>()
            .AddSingleton<IEventLog, SqliteEventLog>()
            .AddSingleton<IReadModels, SqliteReadModels>()
            .AddSingleton<ICartTable, SqliteCarts>()
            .AddKeyedSingleton<IGrainStorage, CartStorage>(CartGrain.Storage);
    }

    /// <summary>Configures the actors' storage providers on a silo whose services have <see cref="AddMarketplaceStorage"/>.</summary>
    public static ISiloBuilder AddMarketplace(this ISiloBuilder silo)
    {
        silo.AddCustomStorageBasedLogConsistencyProvider(EventLogProvider.Name);
        foreach (var name in (string[])[PlainState, EventLogProvider.Snapshots])
        {
            silo.AddAdoNetGrainStorage(name, options => options.Configure<GatedSqliteDataSource>(static (ado, source) =>
            {
                ado.Invariant = "System.Data.SQLite";
                ado.DataSource = source;
                ado.GrainStorageSerializer = new JsonStateSerializer();
                ado.DeleteStateOnClear = true;
            }));
        }

        silo.Services
            .AddSingleton<ListReader>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ProjectionPulse>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DeadlinePulse>();
        AddProjections(silo.Services);
        return silo;
    }

    /// <summary>Every read model, one line each.</summary>
    private static void AddProjections(IServiceCollection services) => services
        .AddSingleton<IProjection, OpenDeadlines>()
        .AddSingleton<IProjection, PartyFingerprints>()
        .AddSingleton<IProjection, SupplierList>()
        .AddSingleton<IProjection, OrganisationList>()
        .AddSingleton<IProjection, PlanLedger>();
}
