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
        await using (var development = new DevelopmentCluster(["--program", Path.Combine(current, Program)]))
        {
            var cluster = await development.Running;
            Directory.Delete(current);
            Directory.CreateSymbolicLink(current, next);
            await cluster.WhilePeopleOrder(
                (Members.Length + 2) * ClusterSteps.OrdersEach,
                async shoppers =>
                {
                    foreach (var member in Members)
                    {
                        var process = await cluster.Renewed(member, "ended with 0", SiloProcess.AskToStop);
                        Assert.Contains(
                            File.ReadLines($"/proc/{process}/maps"),
                            line => line.EndsWith(Path.Combine(next, Program), StringComparison.Ordinal));
                        await shoppers.More();
                    }
                },
                buyers: 2);
        }

        Directory.Delete(folder, recursive: true);
    }
}
