using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>A backup comes back whole, or not at all.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Count = 2;
    private const int OrdersBefore = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    private string Backup => Path.Combine(_folder, "backup");

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_acknowledged_before_a_backup_is_in_it_and_what_is_restored_goes_on()
    {
        string[] original = ["--data", Path.Combine(_folder, "original")], copy = ["--data", Copy];
        List<Attempt> before;
        await using (var silo = await Start(original))
        {
            using var shoppers = await Shoppers.Begin(Count, silo.Address);
            await shoppers.Acknowledged(OrdersBefore).WaitAsync(Aftermath.SettleBound);
            before = [.. shoppers.Attempts.Where(static attempt => attempt.Error is null)];
            await SiloProcess.Succeeds(_folder, ["backup", "--to", Backup, .. original]);
            // They ordered all the while.
            shoppers.Leave();
            await shoppers.Gone.WaitAsync(Aftermath.SettleBound);
            Assert.True(shoppers.Attempts.Count > before.Count);
        }

        var restored = await SiloProcess.Succeeds(_folder, ["restore", "--from", Backup, .. copy]);
        Assert.Contains("chain", restored, StringComparison.Ordinal);
        await using var again = await Start(copy);
        using var api = new Api(again.Address);
        foreach (var attempt in before) Assert.True(Shoppers.IsPlaced(await Shoppers.Find(api, attempt)), attempt.Id);
        Assert.Null(await new Shopper(api).Order(await Rested(api), before[0].Basket));
    }

    [Fact]
    public async Task What_is_no_whole_backup_is_refused_and_leaves_nothing()
    {
        string[] original = ["--data", Path.Combine(_folder, "original")], copy = ["--data", Copy];
        await using (await SiloProcess.Start(_folder, ["--seed", "none", .. original])) { }
        await SiloProcess.Succeeds(_folder, ["backup", "--to", Backup, .. original]);

        await Fails("is not empty", ["backup", "--to", Backup, .. original]);
        await Fails("is not empty", ["restore", "--from", Backup, .. original]);
        await Fails("There is no marketplace in", ["backup", "--to", $"{Backup}2", .. copy]);
        await Fails("needs --from", ["restore", .. copy]);
        var log = Path.Combine(Backup, "log.db");
        var content = await File.ReadAllBytesAsync(log);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(log, content);
        await Fails("is damaged", ["restore", "--from", Backup, .. copy]);
        File.Delete(log);
        await Fails("is missing", ["restore", "--from", Backup, .. copy]);
        File.Delete(Path.Combine(Backup, "backup.json"));
        await Fails("There is no backup in", ["restore", "--from", Backup, .. copy]);
        Assert.False(Directory.Exists(Copy));
    }

    /// <summary>A buyer who was not ordering at the moment of the backup: in it, the others have an order on its
    /// way.</summary>
    private static async Task<Buyer> Rested(Api api)
    {
        foreach (var buyer in (await Buyers.SignIn(api, SeedNames.Of("demo"), Count)).All)
        {
            var cart = await api.Json("cart", buyer.Token);
            if (cart.GetProperty("pending").GetArrayLength() == 0) return buyer;
        }

        throw new InvalidOperationException("More were ordering than had begun to.");
    }

    private Task<SiloProcess> Start(string[] store) =>
        SiloProcess.Start(_folder, [.. SiloProcess.Unlimited, .. store]);

    private async Task Fails(string because, string[] arguments)
    {
        await using var command = SiloProcess.Run(_folder, arguments);
        Assert.Equal(2, await command.Exit());
        Assert.Contains(because, command.Errors, StringComparison.Ordinal);
    }
}
