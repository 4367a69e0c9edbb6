using Dapper;
using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Catalogue.ItemWorld;

namespace Marketplace.Tests.Storage;

public sealed class ItemsProjectionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Rows_follow_the_events_and_a_rebuild_gives_the_same(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var (log, models) = (storage.OpenLog(), storage.OpenReadModels());
        var runner = new ProjectionRunner(new ItemsProjection(), log, models);
        var story = new Story(log);
        await story.Tell(item => item.Draft(Seller, Details, Member, Facts()));
        await story.Tell(item => item.SetPrices(Price, Law(), Member, Start));
        await CatchUp(runner);
        await story.Tell(item => item.Receive("r", new Quantity(10), "", Member, Law(), Start));
        await story.Tell(item => item.Submit(Member, Facts()));
        await story.Tell(item => item.StartReview(Manager));
        await story.Tell(item => item.Publish(VerifiedEvidence.None, Manager, Facts()));
        await story.Tell(item => item.Hold(Order(1), new Quantity(4)));
        await story.Tell(item => item.Hold(Order(2), new Quantity(1)));
        await story.Tell(item => item.Post(Order(1)));
        await story.Tell(item => item.Return(Order(1), "b", new Quantity(1)));
        await story.Tell(item => item.SetPrices(
            Price with
            {
                Region = BandarLampung,
                Tiers = [new(new Quantity(1), new Rupiah(95_000)), new(new Quantity(5), new Rupiah(90_000))],
            },
            Law(), Member, Start.AddDays(1)));
        await CatchUp(runner);

        var rows = await Rows(models);
        await runner.Reset();
        await CatchUp(runner);

        Assert.Equal(rows, await Rows(models));
        Assert.Equal(("item-1", "Published", 1L, 95_000L, 7_000L), Assert.Single(rows.Items));
        Assert.Equal(3, rows.Prices);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Withdrawn_prices_end_and_leave_the_row_without_a_price(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var (log, models) = (storage.OpenLog(), storage.OpenReadModels());
        var story = new Story(log);
        await story.Tell(item => item.Draft(Seller, Details, Member, Facts()));
        await story.Tell(item => item.SetPrices(Price, Law(), Member, Start));
        await story.Tell(item => item.SetPrices(Price with { Tiers = [] }, Law(), Member, Start.AddDays(1)));

        await CatchUp(new ProjectionRunner(new ItemsProjection(), log, models));

        Assert.Equal(0L, Assert.Single((await Rows(models)).Items).Price);
        await using var connection = await models.Open(CancellationToken.None);
        Assert.Equal(
            Start.AddDays(1).ToUnixTimeMilliseconds(),
            await connection.QuerySingleAsync<long>("SELECT valid_to FROM catalogue_item_price"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_verified_last_is_what_the_market_believes(StorageKind kind)
    {
        await using var storage = await TestStorage.Create(kind);
        var (log, models) = (storage.OpenLog(), storage.OpenReadModels());
        var runner = new ProjectionRunner(new ItemsProjection(), log, models);
        var story = new Story(log);
        var tkdn = new ItemCertificate(ItemCertificateKind.Tkdn, "1/TKDN", new BasisPoints(4000));
        var sni = new ItemCertificate(ItemCertificateKind.Sni, "SNI 1");
        await story.Tell(item => item.Draft(Seller, With(tkdn, sni), Member, Facts()));
        await story.Tell(item => item.SetPrices(Price, Law(), Member, Start));
        await story.Tell(item => item.Submit(Member, Facts()));
        await story.Tell(item => item.StartReview(Manager));
        await CatchUp(runner);
        Assert.Equal((Details.Kbki, 0L, 0L), await Believed(models));

        await story.Tell(item => item.Publish(
            new VerifiedEvidence
            {
                Certificates = [new(tkdn.Kind, tkdn.Number), new(sni.Kind, sni.Number)],
                DomesticConfirmed = true,
            },
            Manager, Facts()));
        await CatchUp(runner);
        Assert.Equal((Details.Kbki, 1L, 4000L), await Believed(models));
        await story.Tell(item => item.VerifyEvidence(VerifiedEvidence.None, Manager, Law()));
        await CatchUp(runner);
        Assert.Equal((Details.Kbki, 0L, 0L), await Believed(models));
    }

    private static async Task<(string Kbki, long Domestic, long LocalContent)> Believed(IReadModels models)
    {
        await using var connection = await models.Open(CancellationToken.None);
        return await connection.QuerySingleAsync<(string, long, long)>(
            "SELECT kbki, domestic, local_content FROM catalogue_item");
    }

    private static async Task CatchUp(ProjectionRunner runner)
    {
        while (await runner.Step())
        {
        }
    }

    private static async Task<RowsSeen> Rows(IReadModels models)
    {
        await using var connection = await models.Open(CancellationToken.None);
        var items = await connection.QueryAsync<(string, string, long, long, long)>(
            "SELECT item, stage, visible, price, on_hand FROM catalogue_item ORDER BY item");
        var prices = await connection.QuerySingleAsync<long>("SELECT COUNT(*) FROM catalogue_item_price");
        return new RowsSeen([.. items], prices);
    }

    private sealed record RowsSeen(
        List<(string Item, string Stage, long Visible, long Price, long OnHand)> Items, long Prices)
    {
        public bool Equals(RowsSeen? other) =>
            other is not null && Prices == other.Prices && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Count;
    }

    /// <summary>One item whose decisions go to the log.</summary>
    private sealed class Story(IEventLog log)
    {
        private CatalogueItem _item = CatalogueItem.Absent;
        private int _version;

        public async Task Tell(Func<CatalogueItem, Decision<CatalogueItemEvent>> rule)
        {
            var decision = rule(_item);
            Assert.Null(decision.Refusal);
            var cause = new EventCause("member", null, "", Start);
            var events = decision.Events.Select(happened => new NewEvent(
                EventTypes.NameOf(happened.GetType()), EventTypes.Write(happened), cause, HashChain.Genesis));
            var outcome = await log.Append(new StreamAppend($"catalogue-item/{Item}", _version, [.. events]));
            Assert.True(outcome.Appended);
            _version += decision.Events.Length;
            _item = decision.Events.Aggregate(_item, static (state, happened) => state.When(happened));
        }
    }
}
