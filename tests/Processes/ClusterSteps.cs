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

    /// <summary>Lets people order before, while and after something is done to the cluster; then what they were told is
    /// true.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="atLeast">How many orders there are in the end, at least.</param>
    /// <param name="change">What is done.</param>
    /// <param name="buyers">How many order at once.</param>
    /// <param name="mayFail">Whether orders may go unacknowledged meanwhile.</param>
    public static async Task WhilePeopleOrder(
        this SiloProcess cluster, int atLeast, Func<Shoppers, Task> change, int buyers = 1, bool mayFail = false)
    {
        using var shoppers = await Shoppers.Begin(buyers, cluster.Address);
        await shoppers.More();
        await change(shoppers);
        await shoppers.Settled();
        if (!mayFail) cluster.AssertNoneFailed(shoppers);
        await Aftermath.AssertNothingLostNorOrphaned(cluster.Address, shoppers, atLeast);
        await Aftermath.AssertVerified(LogSource.OfPostgres(await cluster.Connection()));
    }

    /// <summary>Waits for more orders.</summary>
    public static Task More(this Shoppers shoppers) =>
        shoppers.Acknowledged(OrdersEach).WaitAsync(Aftermath.SettleBound);

    /// <summary>The process that a member is, or becomes.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">The member.</param>
    /// <param name="after">How many of the cluster's first lines do not count.</param>
    public static async Task<string> ProcessOf(this SiloProcess cluster, string name, int after = 0) =>
        (await cluster.Said(new Regex($"^{name} is process ([0-9]+) "), after)).Groups[1].Value;

    /// <summary>Makes a member end, and waits until another process has taken its place.</summary>
    /// <returns>The new process.</returns>
    public static async Task<string> Renewed(this SiloProcess cluster, string name, string ending, Action<string> end)
    {
        var said = cluster.Lines;
        end(await cluster.ProcessOf(name));
        await cluster.Said(new Regex($"^{name} {ending}"), said);
        return await cluster.ProcessOf(name, said);
    }

    /// <summary>Waits for more orders, and until nobody orders any more.</summary>
    public static async Task Settled(this Shoppers shoppers)
    {
        await shoppers.More();
        shoppers.Leave();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
    }

    /// <summary>How its database is reached.</summary>
    public static async Task<string> Connection(this SiloProcess cluster)
    {
        var socket = (await cluster.Said(new Regex("psql -h ([^ ]+)"))).Groups[1].Value;
        return $"Host={socket};Username=marketplace;Database=postgres";
    }

    /// <summary>Every order was acknowledged.</summary>
    private static void AssertNoneFailed(this SiloProcess cluster, Shoppers shoppers)
    {
        var failed = shoppers.Attempts.Select(static attempt => attempt.Error).OfType<string>()
            .CountBy(static error => error).Select(static error => $"{error.Value} × {error.Key}").ToList();
        var logged = cluster.Errors.Split('\n')
            .Where(static line => line.Contains(ErrorLine, StringComparison.Ordinal));
        Assert.True(failed.Count == 0, string.Join('\n', [.. failed, .. logged.Take(MostLogged)]));
    }
}
