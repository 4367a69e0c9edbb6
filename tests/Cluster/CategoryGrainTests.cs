using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Cluster;

public sealed class CategoryGrainTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_category_survives_a_restart_with_its_commands(StorageKind kind)
    {
        var market = await TestMarketplace.Start(kind);
        var define = new DefineCategory
        {
            Context = new CommandContext(Caller.System, "k1", "a"),
            Template = new() { Name = "Pangan", NameEn = "Food", TaxClass = TaxClass.Goods },
        };
        var first = await market.Grains.Category(CategoryCode.Wrap("10")).Define(define);
        Assert.True(first.IsOk);
        await using var again = await market.Restart();

        var repeat = await again.Grains.Category(CategoryCode.Wrap("10")).Define(define);
        var reuse = await again.Grains.Category(CategoryCode.Wrap("10"))
            .Define(define with { Context = define.Context with { Content = "b" } });

        Assert.Equal(first.Value!.Revision, repeat.Value!.Revision);
        Assert.Equal(CommonRefusals.KeyReused, reuse.Refusal?.Code);
    }
}
