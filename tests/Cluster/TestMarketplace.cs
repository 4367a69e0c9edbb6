using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Silo.Hosting;
using Marketplace.Tests.Storage;
using Marketplace.Verify;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Marketplace.Tests.Cluster;

/// <summary>What a test's marketplace is like when it differs from one silo on SQLite with the real clock.</summary>
public sealed record TestSetup
{
    /// <summary>Where it keeps everything.</summary>
    public StorageKind Storage { get; init; } = StorageKind.Sqlite;

    /// <summary>How many silos share the storage.</summary>
    public short Silos { get; init; } = 1;

    /// <summary>The actors' clock.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Changes of a silo's services, after everything else.</summary>
    public Action<IServiceCollection>? Configure { get; init; }
}

/// <summary>A cluster of silos on real storage of its own.</summary>
public sealed class TestMarketplace : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly TestStorage _storage;
    private readonly TestSetup _setup;

    private TestMarketplace(InProcessTestCluster cluster, TestStorage storage, TestSetup setup) =>
        (_cluster, _storage, _setup) = (cluster, storage, setup);

    /// <summary>The client side of the cluster.</summary>
    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The services of a silo that is alive, such as its event log.</summary>
    public IServiceProvider Services => EachSilosServices.First();

    /// <summary>The services of every silo that is alive.</summary>
    public IEnumerable<IServiceProvider> EachSilosServices =>
        _cluster.Silos.Cast<InProcessSiloHandle>().Select(static silo => silo.SiloHost.Services);

    /// <summary>Reads lists, as a query grain does.</summary>
    public ListReader Lists => Services.GetRequiredService<ListReader>();

    /// <summary>Where it keeps everything on SQLite.</summary>
    public string DataFolder => _storage.Options.DataFolder;

    /// <summary>What the checker reads.</summary>
    public LogSource Log => _storage.Options.UsesPostgreSql
        ? LogSource.OfPostgres(_storage.Options.PostgreSql)
        : LogSource.OfFolder(_storage.Options.DataFolder);

    /// <summary>Starts one silo on empty storage of a kind.</summary>
    public static Task<TestMarketplace> Start(StorageKind kind) => Start(new TestSetup { Storage = kind });

    /// <summary>Starts silos on empty storage.</summary>
    public static async Task<TestMarketplace> Start(TestSetup? setup = null)
    {
        setup ??= new TestSetup();
        return await Start(await TestStorage.Create(setup.Storage), setup);
    }

    /// <summary>Stops the silos and starts new ones on the same storage. Use only what it returns from then
    /// on.</summary>
    public async Task<TestMarketplace> Restart()
    {
        await _cluster.DisposeAsync();
        return await Start(_storage, _setup);
    }

    /// <summary>Ends a silo at once, without letting it finish anything.</summary>
    public Task KillSilo(int index) => _cluster.KillSiloAsync(_cluster.Silos[index]);

    /// <summary>Ends every silo at once, as a power cut would, and starts new ones on the same storage. Use only what
    /// it returns from then on.</summary>
    public async Task<TestMarketplace> Crash()
    {
        foreach (var silo in _cluster.Silos.ToList()) await _cluster.KillSiloAsync(silo);
        return await Restart();
    }

    /// <summary>Waits until a projection reflects everything that is in the log now.</summary>
    public async Task CatchUp(string projection)
    {
        var head = await Services.GetRequiredService<IEventLog>().Head();
        var reached = await Grains.Projection(projection).WaitFor(head, ProjectionLimits.LongestWait);
        if (reached < head) throw new TimeoutException($"{projection} stands at {reached}, the log at {head}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static async Task<TestMarketplace> Start(TestStorage storage, TestSetup setup)
    {
        var builder = new InProcessTestClusterBuilder(setup.Silos);
        // Plain state is kept under the service's id: a restart has to find it.
        builder.Options.ServiceId = Clustering.ServiceId;
        builder.ConfigureSilo((_, silo) =>
        {
            storage.AddTo(silo.Services);
            silo.AddMarketplace();
            if (setup.Clock is not null) silo.Services.AddSingleton(setup.Clock);
            setup.Configure?.Invoke(silo.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestMarketplace(cluster, storage, setup);
    }
}
