using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>A cluster of the build before, whose processes are replaced by the present build while people
/// order.</summary>
[Collection(ManyProcesses.Name)]
public sealed class UpgradeTests
{
    private const string Program = "Marketplace.Silo.dll";

    /// <summary>Then an old front end is left, which speaks to new silos.</summary>
    private static readonly string[] Members = ["silo 1", "front end 1", "silo 2"];

    [TwoBuildsFact]
    public async Task The_build_before_is_replaced_process_by_process_and_no_request_fails()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-").FullName;
        var current = Path.Combine(folder, "current");
        var next = Path.GetDirectoryName(HostUnderTest.SiloProgram())!;
        Directory.CreateSymbolicLink(current, EarlierBuild.Folder);
        await using (var cluster = await ClusterSteps.Start(folder, "--program", Path.Combine(current, Program)))
        {
            try
            {
                await Replace(cluster, current, next);
            }
            finally
            {
                // Killed, it would leave its members behind.
                cluster.AskToStop();
                await cluster.Exit();
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task Replace(SiloProcess cluster, string current, string next)
    {
        using var shoppers = await Shoppers.Begin(count: 2, cluster.Address);
        await shoppers.Acknowledged(ClusterSteps.OrdersEach).WaitAsync(Aftermath.SettleBound);
        Directory.Delete(current);
        Directory.CreateSymbolicLink(current, next);
        foreach (var member in Members)
        {
            var process = await cluster.Renewed(member, "ended with 0", SiloProcess.AskToStop);
            Assert.Contains(
                File.ReadLines($"/proc/{process}/maps"),
                line => line.EndsWith(Path.Combine(next, Program), StringComparison.Ordinal));
            await shoppers.Acknowledged(ClusterSteps.OrdersEach).WaitAsync(Aftermath.SettleBound);
        }

        await shoppers.Settled();
        cluster.NoRequestFailed(shoppers);
        await cluster.NothingIsLost(shoppers, (Members.Length + 2) * ClusterSteps.OrdersEach);
    }
}
