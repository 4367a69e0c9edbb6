using Marketplace.Chaos;
using Marketplace.Tests.Storage;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>A short run of what <c>tests/Chaos</c> does for half an hour.</summary>
[Collection(ManyProcesses.Name)]
public sealed class ChaosTests
{
    private const string Kinds = "SiloKill,DatabaseKill,DatabaseLostAnswer,PeersStall";

    [PostgresFact]
    public async Task What_people_were_told_stays_true_while_silos_database_and_network_break()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-").FullName;
        await using var told = new StringWriter();
        var summary = await new ChaosRun(
            ChaosOptions.Parse(
            [
                "--catalogue", "demo", "--seed", "7", "--minutes", "2", "--most-faults", "4", "--faults", Kinds,
                "--clients", "8", "--rate", "30",
                "--data", folder,
            ]), told).Run(CancellationToken.None);
        summary.Print(told);

        Assert.True(summary.IsGood, $"{told}\n{folder}");
        Assert.Contains(FaultKind.SiloKill, summary.Faults.Keys);
        Assert.Contains(FaultKind.DatabaseKill, summary.Faults.Keys);
        Assert.Contains(FaultKind.PeersStall, summary.Faults.Keys);
        Assert.True(summary.Orders > 0 && summary.ReadBack == summary.Orders, $"{told}");
        Assert.All(summary.Verified, static invariant => Assert.True(invariant.Value > 0, invariant.Key));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_same_seed_draws_the_same_faults_and_another_seed_draws_others()
    {
        var kinds = Enum.GetValues<FaultKind>();
        Fault[] Draw(int seed) =>
            [.. new FaultPlan(seed, kinds, silos: 2, calm: TimeSpan.Zero).Draw().Take(3 * kinds.Length)];

        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
        Assert.All(Draw(7).Chunk(kinds.Length), round =>
            Assert.Equal(kinds, round.Select(static fault => fault.Kind).Order()));
    }
}
