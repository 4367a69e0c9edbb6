using Marketplace.Carts;
using Xunit;

namespace Marketplace.Tests.Storage;

public sealed class CartTableTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_write_on_an_older_row_is_refused_and_changes_nothing(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var carts = storage.OpenCarts();
        Assert.True(await carts.Write(new CartWrite("a", 0, [1])));
        Assert.True(await carts.Write(new CartWrite("a", 1, [2])));

        Assert.False(await carts.Write(new CartWrite("a", 1, [3])));
        Assert.False(await carts.Write(new CartWrite("a", 0, [4])));

        var row = await carts.Read("a");
        Assert.Equal(2, row!.Version);
        Assert.Equal([2], row.Payload);
        Assert.Null(await carts.Read("b"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_writes_at_once_on_one_row_one_wins_and_the_others_rows_are_untouched(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var carts = storage.OpenCarts();
        var contested = Enumerable.Range(0, 20).Select(i => carts.Write(new CartWrite("a", 0, [(byte)i])));
        var alone = Enumerable.Range(0, 20).Select(i => carts.Write(new CartWrite($"b{i}", 0, [(byte)i])));

        var written = await Task.WhenAll(contested.Concat(alone).ToList());

        Assert.Equal(1, written.Take(20).Count(static won => won));
        Assert.All(written.Skip(20), Assert.True);
    }
}
