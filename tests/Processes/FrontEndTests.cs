using Marketplace.Load;
using Marketplace.Tests.Storage;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>Front ends as processes of their own: they hold nothing, and each of them, and each silo, may go.</summary>
public sealed class FrontEndTests : IDisposable
{
    private const int OrdersBefore = 40;
    private const int OrdersAfter = 20;
    private const int Changes = 5;

    private static readonly string[] AsFrontEnd = ["--role", "front-end"];

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PostgresFact]
    public async Task A_silo_and_a_front_end_are_killed_and_every_order_is_there_and_more_are_placed()
    {
        var database = await PostgresServer.NewDatabaseSettings();
        // It waits until there is a silo.
        await using var killedFrontEnd = Launch(database, AsFrontEnd);
        await using var staying = await SiloProcess.Listening(Launch(database, []));
        await using var killed = await SiloProcess.Listening(Launch(database, []));
        await using var frontEnd = await SiloProcess.Listening(Launch(database, AsFrontEnd));
        await SiloProcess.Listening(killedFrontEnd);
        using var shoppers = await Shoppers.Begin(frontEnd.Address, killedFrontEnd.Address);
        await shoppers.Acknowledged(OrdersBefore).WaitAsync(Aftermath.SettleBound);

        await killed.Kill();
        await shoppers.Acknowledged(OrdersAfter).WaitAsync(Aftermath.SettleBound);
        await killedFrontEnd.Kill();
        await shoppers.Acknowledged(OrdersAfter).WaitAsync(Aftermath.SettleBound);

        shoppers.Leave();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
        await Aftermath.AssertNothingLostNorOrphaned(
            frontEnd.Address, shoppers, OrdersBefore + (2 * OrdersAfter));
        await Aftermath.AssertVerified(ClusterInterruptionTests.LogOf(database));
    }

    [PostgresFact]
    public async Task A_front_end_gives_out_no_copy_of_a_page_with_the_price_before()
    {
        var database = await PostgresServer.NewDatabaseSettings();
        await using var silo = await SiloProcess.Listening(Launch(database, []));
        await using var frontEnd = await SiloProcess.Listening(Launch(database, AsFrontEnd));
        using var api = new Api(frontEnd.Address);
        var supplier = new PriceChanges(api, SeedNames.Of("demo"), concurrency: 1);
        await supplier.Prepare();
        var outcomes = new List<string?>();
        for (var i = 0; i < Changes; i++) outcomes.Add(await supplier.Once(0));

        // A copy nobody throws away is given out for five seconds: being right by luck helps one change at most.
        Assert.All(outcomes, static outcome => Assert.True(outcome is null or "late", outcome));
        Assert.True(outcomes.Count(static outcome => outcome is null) >= Changes - 1, string.Join(", ", outcomes));
    }

    private SiloProcess Launch(string[] database, string[] role) => SiloProcess.Launch(
        _folder, [.. SiloProcess.Unlimited, .. role, .. database.Select(static setting => $"--{setting}")]);
}
