using Marketplace.Load;
using Marketplace.Verify;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The real process on a disk that is full for a while.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_takes_no_order_goes_on_answering_and_orders_again_by_itself_once_there_is_room()
    {
        await using var silo = await SiloProcess.Start(_folder, SiloProcess.Unlimited);
        using var shoppers = await Shoppers.Begin(silo.Address);
        using var api = new Api(silo.Address);
        await shoppers.Acknowledged(20).WaitAsync(Aftermath.SettleBound);

        silo.LimitFiles(new FileInfo(Path.Combine(_folder, "log.db-wal")).Length);
        await shoppers.Failed(20).WaitAsync(Aftermath.SettleBound);

        var item = shoppers.Attempts.First().Basket.Offers[0].Id;
        Assert.Equal(item, (await api.Json($"catalogue/items/{item}")).GetProperty("id").GetString());
        silo.LimitFiles(bytes: null);
        await shoppers.Acknowledged(20).WaitAsync(Aftermath.SettleBound);
        shoppers.Leave();
        await shoppers.Gone.WaitAsync(Aftermath.SettleBound);

        // Nobody was told that an order is placed, nor that it is not, while nobody could know.
        Assert.All(
            shoppers.Attempts.Select(static attempt => attempt.Error).OfType<string>(),
            static error => Assert.Contains(error, (string[])["outcome-unknown", "cart-checkout-pending"]));
        await Aftermath.AssertNothingLostNorOrphaned(silo.Address, shoppers, atLeast: 40);
        await Aftermath.AssertVerified(LogSource.OfFolder(_folder));
    }
}
