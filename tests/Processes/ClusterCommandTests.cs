using System.Text.RegularExpressions;
using Marketplace.Tests.Storage;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The development cluster, as a developer starts it, under people who order.</summary>
public sealed class ClusterCommandTests : IDisposable
{
    private const int Count = 1;
    private const int OrdersEach = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PostgresFact]
    public async Task A_cluster_is_renewed_process_by_process_and_no_request_fails()
    {
        await using var cluster = SiloProcess.Launch(
            _folder, ["cluster"], [.. SiloProcess.Unlimited, "--silos", "2"], environment: []);
        try
        {
            await SiloProcess.Listening(cluster);
            using var shoppers = await Shoppers.Begin(Count, cluster.Address);
            foreach (var name in (string[])["front end 1", "silo 1"])
            {
                await shoppers.Acknowledged(OrdersEach).WaitAsync(Aftermath.SettleBound);
                var before = (await cluster.Said(Member(name))).Groups[1].Value;
                SiloProcess.AskToStop(before);
                await cluster.Said(new Regex($"^{name} ended with 0"));
                await cluster.Said(new Regex($"^{name} is process (?!{before} )"));
            }

            await shoppers.Acknowledged(OrdersEach).WaitAsync(Aftermath.SettleBound);
            shoppers.Leave();
            await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
            var failed = shoppers.Attempts.Select(static attempt => attempt.Error).OfType<string>().ToList();
            Assert.True(failed.Count == 0, string.Join('\n', [.. failed, cluster.Output, cluster.Errors]));
            await Aftermath.AssertNothingLostNorOrphaned(cluster.Address, shoppers, 3 * OrdersEach);
            var socket = (await cluster.Said(new Regex("psql -h ([^ ]+)"))).Groups[1].Value;
            await Aftermath.AssertVerified(
                LogSource.OfPostgres($"Host={socket};Username=marketplace;Database=postgres"));
        }
        finally
        {
            cluster.AskToStop();
        }

        Assert.Equal(0, await cluster.Exit());
    }

    private static Regex Member(string name) => new($"^{name} is process ([0-9]+) ");
}
