using Marketplace.Silo.Hosting;
using Orleans.TestingHost;

namespace Marketplace.Tests.Cluster;

/// <summary>A cluster of silos on real storage in a temporary folder.</summary>
public sealed class TestMarketplace : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly string _folder;

    private TestMarketplace(InProcessTestCluster cluster, string folder) => (_cluster, _folder) = (cluster, folder);

    /// <summary>The client side of the cluster.</summary>
    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Starts one silo on an empty SQLite folder, or on a folder that is there already.</summary>
    public static async Task<TestMarketplace> Start(string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("marketplace-").FullName;
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddMarketplaceStorage(new StorageOptions { DataFolder = folder });
            silo.AddMarketplace();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestMarketplace(cluster, folder);
    }

    /// <summary>Stops the silos and starts new ones on the same folder.</summary>
    public async Task<TestMarketplace> Restart()
    {
        await _cluster.DisposeAsync();
        return await Start(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
