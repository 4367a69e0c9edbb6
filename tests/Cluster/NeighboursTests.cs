using System.Text.Json;
using Marketplace.Budgets;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Suppliers;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;
using Xunit;

namespace Marketplace.Tests.Cluster;

/// <summary>Asking an actor in the same silo without a message tells what a message would.</summary>
public sealed class NeighboursTests
{
    private static readonly RegionCode Metro = RegionCode.Wrap("18.72");
    private static readonly Quantity Ten = new(10);

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_silo_is_told_the_same_and_only_the_actors_own_finds_it_in_place(StorageKind kind)
    {
        await using var open = await OrderMarket.Open(new TestSetup { Storage = kind, Silos = 2 });
        var grains = open.Grains;
        var byMessage = Json(
            await grains.Item(OrderMarket.Coffee).Quote(Metro, Ten), await grains.Plan(OrderMarket.Rup).Terms(),
            await grains.Supplier(OrderMarket.Seller).Standing(),
            await grains.Organisation(OrderMarket.Office).AuthorityOf(OrderMarket.Signer.User));

        foreach (var near in EachSilos(open))
        {
            Assert.Equal(byMessage, Json(
                await near.QuoteOf(OrderMarket.Coffee, Metro, Ten), await near.TermsOf(OrderMarket.Rup),
                await near.StandingOf(OrderMarket.Seller),
                await near.AuthorityOf(OrderMarket.Signer, OrderMarket.Office)));
        }

        Assert.Single(Holding<IQuotes>(open, OrderMarket.Coffee.Value));
        Assert.Single(Holding<IPlanTerms>(open, OrderMarket.Rup.Value));
        Assert.Single(Holding<IStandings>(open, OrderMarket.Seller.Value));
        Assert.Single(Holding<IAuthorities>(open, OrderMarket.Office.Value));
    }

    [Fact]
    public async Task What_was_changed_is_told_at_once_and_an_actor_that_has_left_is_asked_where_it_is_now()
    {
        await using var open = await OrderMarket.Open(new TestSetup { Silos = 2 });
        var item = open.Grains.Item(OrderMarket.Coffee);
        await item.Quote(Metro, Ten);
        var before = Assert.Single(Holding<IQuotes>(open, OrderMarket.Coffee.Value));
        var other = open.Market.EachSilosServices.Single(
            services => services.GetRequiredService<Neighbours>() != before);

        RequestContext.Set(
            IPlacementDirector.PlacementHintKey, other.GetRequiredService<ILocalSiloDetails>().SiloAddress);
        await item.AsReference<IGrainManagementExtension>().MigrateOnIdle();
        RequestContext.Clear();
        var delisted = await item.Delist(new DelistItem(open.Key(OrderMarket.Owner), "No more of it."));

        Assert.Null(delisted.Refusal);
        Assert.Same(
            other.GetRequiredService<Neighbours>(),
            Assert.Single(Holding<IQuotes>(open, OrderMarket.Coffee.Value)));
        foreach (var near in EachSilos(open))
            Assert.NotNull((await near.QuoteOf(OrderMarket.Coffee, Metro, Ten)).Refusal);
    }

    private static IEnumerable<Neighbours> EachSilos(OrderMarket open) =>
        open.Market.EachSilosServices.Select(static services => services.GetRequiredService<Neighbours>());

    private static IEnumerable<Neighbours> Holding<TQuestions>(OrderMarket open, string key)
        where TQuestions : class => EachSilos(open).Where(near => near.Here<TQuestions>(key) is not null);

    private static string Json(params object?[] answers) => JsonSerializer.Serialize(answers, EventTypes.Json);
}
