using System.Text.RegularExpressions;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>What is done to a development cluster while people order from it, and what must be true then.</summary>
internal static class ClusterSteps
{
    /// <summary>How many orders are waited for before and after each change.</summary>
    public const int OrdersEach = 10;

    private const string ErrorLine = "\"LogLevel\":\"Error\"";
    private const int MostLogged = 10;

    /// <summary>Starts one of two silos and two front ends.</summary>
    /// <returns>The command's process; its address is the cluster's.</returns>
    public static Task<SiloProcess> Start(string folder, params string[] options) =>
        SiloProcess.Listening(SiloProcess.Run(
            folder,
            [
                "cluster", "--silos", "2", "--data", folder, "--urls", "http://127.0.0.1:0", .. options,
                .. SiloProcess.Unlimited,
            ]));

    /// <summary>The process that a member is.</summary>
    public static async Task<string> ProcessOf(this SiloProcess cluster, string name) =>
        (await cluster.Said(new Regex($"^{name} is process ([0-9]+) "))).Groups[1].Value;

    /// <summary>Makes a member end, and waits until another process has taken its place.</summary>
    /// <returns>The new process.</returns>
    public static async Task<string> Renewed(this SiloProcess cluster, string name, string ending, Action<string> end)
    {
        var before = await cluster.ProcessOf(name);
        end(before);
        await cluster.Said(new Regex($"^{name} {ending}"));
        return (await cluster.Said(new Regex($"^{name} is process (?!{before} )([0-9]+) "))).Groups[1].Value;
    }

    /// <summary>Waits for more orders, and until nobody orders any more.</summary>
    public static async Task Settled(this Shoppers shoppers)
    {
        await shoppers.Acknowledged(OrdersEach).WaitAsync(Aftermath.SettleBound);
        shoppers.Leave();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
    }

    /// <summary>What people were told is true; asked once nobody orders any more.</summary>
    public static async Task NothingIsLost(this SiloProcess cluster, Shoppers shoppers, int atLeast)
    {
        await Aftermath.AssertNothingLostNorOrphaned(cluster.Address, shoppers, atLeast);
        await Aftermath.AssertVerified(LogSource.OfPostgres(await cluster.Connection()));
    }

    /// <summary>Every order was acknowledged.</summary>
    public static void NoRequestFailed(this SiloProcess cluster, Shoppers shoppers)
    {
        var failed = shoppers.Attempts.Select(static attempt => attempt.Error).OfType<string>()
            .CountBy(static error => error).Select(static error => $"{error.Value} × {error.Key}").ToList();
        var logged = cluster.Errors.Split('\n')
            .Where(static line => line.Contains(ErrorLine, StringComparison.Ordinal));
        Assert.True(failed.Count == 0, string.Join('\n', [.. failed, .. logged.Take(MostLogged)]));
    }

    /// <summary>How its database is reached.</summary>
    public static async Task<string> Connection(this SiloProcess cluster)
    {
        var socket = (await cluster.Said(new Regex("psql -h ([^ ]+)"))).Groups[1].Value;
        return $"Host={socket};Username=marketplace;Database=postgres";
    }
}
