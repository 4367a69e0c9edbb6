using Dapper;
using Marketplace.Projections;
using Marketplace.Purchasing;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Cluster.OrderMarket;

namespace Marketplace.Tests.Cluster;

/// <summary>Every list is what the log says, however it came about.</summary>
public sealed class RebuildTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_projection_equals_its_rebuild(StorageKind kind)
    {
        await using var market = await Open(kind);
        var (kept, withdrawn) = (market.Grains.Order(NewOrder()), market.Grains.Order(NewOrder()));
        Ok(await kept.Submit(market.Submission()));
        Ok(await withdrawn.Submit(market.Submission()));
        Ok(await withdrawn.Cancel(new EndOrder(market.Key(Buyer), EndReason.SpecChange, "Berubah")));
        Ok(await kept.Sign(new SignOrder(market.Key(Signer))));
        Ok(await kept.Accept(market.Key(Owner)));
        Ok(await kept.Dispatch(new DispatchGoods(
            market.Key(Owner), 0, [new(1, new Quantity(10)), new(2, new Quantity(5))], "Kurir sendiri")));

        foreach (var projection in market.Market.Services.GetServices<IProjection>())
        {
            await market.Market.CatchUp(projection.Name);
            var grown = await Rows(market, projection);
            await market.Grains.Projection(projection.Name).Rebuild();
            await market.Market.CatchUp(projection.Name);

            Assert.NotEmpty(grown);
            Assert.Equal(grown, await Rows(market, projection));
        }
    }

    private static async Task<List<string>> Rows(OrderMarket market, IProjection projection)
    {
        await using var connection = await market.Market.Services.GetRequiredService<IReadModels>().Open();
        var rows = new List<string>();
        foreach (var table in projection.Tables)
        {
            rows.AddRange((await connection.QueryAsync($"SELECT * FROM {table}"))
                .Select(row => $"{table}: {string.Join(", ", (IDictionary<string, object>)row)}"));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
