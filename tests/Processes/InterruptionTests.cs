using Marketplace.Load;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The real process, interrupted while people order.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const int OrdersBefore = 60;
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_while_people_order_it_loses_no_order_and_holds_nothing_for_one_that_is_not_there()
    {
        var silo = await SiloProcess.Start(_folder, SiloProcess.Unlimited);
        using var shoppers = await Shoppers.Begin(silo.Address);
        await shoppers.Acknowledged(OrdersBefore).WaitAsync(Aftermath.SettleBound);

        await silo.Kill();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
        await silo.DisposeAsync();

        await using var again = await SiloProcess.Start(_folder, SiloProcess.Unlimited);
        await Aftermath.AssertNothingLostNorOrphaned(again.Address, shoppers, OrdersBefore);
        await Aftermath.AssertVerified(LogSource.OfFolder(_folder));
    }

    [Fact]
    public async Task Told_to_stop_while_people_order_it_finishes_or_refuses_each_request()
    {
        var silo = await SiloProcess.Start(_folder, SiloProcess.Unlimited);
        using var shoppers = await Shoppers.Begin(silo.Address);
        await shoppers.Acknowledged(OrdersBefore).WaitAsync(Aftermath.SettleBound);

        silo.AskToStop();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
        Assert.Equal(0, await silo.Exit());
        await silo.DisposeAsync();

        await using var again = await SiloProcess.Start(_folder, SiloProcess.Unlimited);
        using var api = new Api(again.Address);
        foreach (var attempt in shoppers.Attempts)
            Assert.Equal(attempt.Error is null, Shoppers.IsPlaced(await Shoppers.Find(api, attempt)));
        await Aftermath.AssertNothingLostNorOrphaned(again.Address, shoppers, OrdersBefore);
        await Aftermath.AssertVerified(LogSource.OfFolder(_folder));
    }
}
