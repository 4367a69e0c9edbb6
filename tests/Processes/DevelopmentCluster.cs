using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The <c>cluster</c> command with two silos and two front ends, run when first asked for: there may be no
/// PostgreSQL here.</summary>
public sealed class DevelopmentCluster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;
    private readonly Lazy<Task<SiloProcess>> _running;

    /// <summary>Starts nothing yet.</summary>
    public DevelopmentCluster()
        : this([])
    {
    }

    /// <summary>The same with more options.</summary>
    internal DevelopmentCluster(string[] options) => _running = new(() => SiloProcess.Listening(SiloProcess.Run(
        _folder,
        [
            "cluster", "--silos", "2", "--data", _folder, "--urls", "http://127.0.0.1:0", .. options,
            .. SiloProcess.Unlimited,
        ])));

    /// <summary>The command's process; its address is the cluster's.</summary>
    public Task<SiloProcess> Running => _running.Value;

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>It stops all that it started; killed, it would leave its members behind.</summary>
    public async Task DisposeAsync()
    {
        if (_running.IsValueCreated)
        {
            await using var cluster = await Running;
            cluster.AskToStop();
            Assert.Equal(0, await cluster.Exit());
        }

        Directory.Delete(_folder, recursive: true);
    }
}
