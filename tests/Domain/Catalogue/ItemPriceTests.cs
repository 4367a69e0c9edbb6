using CsCheck;
using Marketplace.Catalogue;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Catalogue.ItemWorld;

namespace Marketplace.Tests.Domain.Catalogue;

public sealed class ItemPriceTests
{
    private static PriceTier Tier(decimal from, long amount) => new(new Quantity(from), new Rupiah(amount));

    private static PriceSchedule Schedule(RegionCode? region, params PriceTier[] tiers) =>
        new() { Region = region, Tiers = [.. tiers] };

    private static CatalogueItem Set(CatalogueItem item, PriceSchedule schedule, DateTimeOffset? at = null) =>
        item.Then(one => one.SetPrices(schedule, Law(), Member, at ?? Start));

    private static Result<ItemQuote> Quote(
        CatalogueItem item, decimal quantity, RegionCode? to = null, DateTimeOffset? at = null) =>
        item.Quote(Item, 7, to ?? BandarLampung, new Quantity(quantity), at ?? Start);

    [Theory]
    [InlineData("18.71.01.1001", 1, 95_000)]
    [InlineData("18.71", 10, 90_000)]
    [InlineData("18.71", 99, 90_000)]
    [InlineData("18.72", 10, 97_000)]
    [InlineData("31.71", 10, 100_000)]
    public void The_most_specific_region_and_then_the_highest_tier_gives_the_price(string to, int quantity, long price)
    {
        var item = Stocked(100);
        item = Set(item, Schedule(RegionCode.Wrap("18"), Tier(1, 97_000)));
        item = Set(item, Schedule(BandarLampung, Tier(1, 95_000), Tier(10, 90_000)));

        Assert.Equal(price, Quote(item, quantity, RegionCode.Wrap(to)).Value?.UnitPrice.Amount);
    }

    [Fact]
    public void A_region_without_a_tier_for_so_little_falls_back_to_the_wider_one()
    {
        var item = Set(Stocked(100), Schedule(BandarLampung, Tier(10, 90_000)));

        Assert.Equal(100_000, Quote(item, 9).Value?.UnitPrice.Amount);
        Assert.Equal(90_000, Quote(item, 10).Value?.UnitPrice.Amount);
    }

    [Fact]
    public void Later_prices_hold_from_their_moment_and_earlier_ones_until_then()
    {
        var from = Start.AddDays(10);
        var item = Set(Stocked(100), Schedule(null, Tier(1, 80_000)) with { ValidFrom = from });

        Assert.Equal(100_000, Quote(item, 1, at: from.AddTicks(-1)).Value?.UnitPrice.Amount);
        Assert.Equal(80_000, Quote(item, 1, at: from).Value?.UnitPrice.Amount);
        Assert.Equal(from, item.NextPriceChange(Start));
    }

    [Fact]
    public void Withdrawn_and_ended_prices_no_longer_hold()
    {
        var oneDay = Schedule(null, Tier(1, 80_000)) with { ValidTo = Start.AddDays(1) };
        var item = Set(Stocked(100), oneDay, Start.AddHours(1));
        var withdrawn = Set(item, Schedule(null), Start.AddHours(2));

        Assert.Equal(
            ItemRefusals.NoPriceForRegion, Quote(item, 1, at: Start.AddDays(1)).Refusal?.Code);
        Assert.Equal(
            ItemRefusals.NoPriceForRegion, Quote(withdrawn, 1, at: Start.AddHours(2)).Refusal?.Code);
    }

    [Fact]
    public void Tiers_must_rise_in_quantity_and_fall_in_price()
    {
        foreach (var tiers in (PriceTier[][])[
            [Tier(1, 100), Tier(10, 100)], [Tier(10, 100), Tier(1, 90)], [Tier(1, 100), Tier(1, 90)]])
        {
            Assert.Equal(
                ItemRefusals.TiersNotFalling,
                Draft().SetPrices(Schedule(null, tiers), Law(), Member, Start).Refusal?.Code);
        }
    }

    [Fact]
    public void Prices_outside_their_range_are_refused()
    {
        foreach (var (schedule, field) in ((PriceSchedule, string)[])[
            (Schedule(null, Tier(1, 0)), "tiers[0].amount"),
            (Schedule(null, Tier(1, ItemLimits.MaxPrice + 1)), "tiers[0].amount"),
            (Schedule(null, Tier(0, 1)), "tiers[0].minQuantity"),
            (Schedule(null, [null!]), "tiers"),
            (Schedule(null, [.. Enumerable.Range(1, 21).Select(i => Tier(i, 1000 - i))]), "tiers"),
            (Schedule(null, Tier(1, 1)) with { Freight = new(FreightBasis.PerLine, new Rupiah(-1)) }, "freight.amount"),
            (Schedule(RegionCode.Wrap("18.71.01"), Tier(1, 1)), "region"),
            (Schedule(null, Tier(1, 1)) with { ValidTo = Start }, "validTo"),
            (Schedule(null, Tier(1, 1)) with { ValidFrom = Start.AddDays(-1) }, "validFrom")])
        {
            Assert.Equal(field, Draft().SetPrices(schedule, Law(), Member, Start).Refusal?.Field);
        }
    }

    [Theory]
    [InlineData(105_000, false)]
    [InlineData(105_001, true)]
    [InlineData(50_000, false)]
    public void Only_a_rise_above_the_policy_goes_back_to_review(long price, bool reopens)
    {
        var item = Set(Published(), Schedule(null, Tier(1, price)), Start.AddDays(40));

        Assert.Equal(reopens ? ItemStage.Submitted : ItemStage.Published, item.Stage);
        Assert.Equal(reopens ? ReopenCause.PriceRise : null, item.ReopenedFor);
    }

    [Fact]
    public void Small_rises_within_the_window_add_up()
    {
        var once = Set(Published(), Schedule(null, Tier(1, 104_000)), Start.AddDays(40));
        var twice = Set(once, Schedule(null, Tier(1, 108_000)), Start.AddDays(60));
        var later = Set(once, Schedule(null, Tier(1, 108_000)), Start.AddDays(71));

        Assert.Equal(ItemStage.Submitted, twice.Stage);
        Assert.Equal(ItemStage.Published, later.Stage);
    }

    [Fact]
    public void A_dearer_price_for_a_smaller_region_or_a_withdrawal_does_not_hide_a_rise()
    {
        var cheapHere = Set(Published(), Schedule(BandarLampung, Tier(1, 90_000)));

        Assert.Equal(
            ItemStage.Submitted, Set(Published(), Schedule(Metro, Tier(1, 120_000)), Start.AddDays(1)).Stage);
        Assert.Equal(ItemStage.Submitted, Set(cheapHere, Schedule(BandarLampung), Start.AddDays(1)).Stage);
    }

    [Fact]
    public void Freight_is_asked_once_a_line_or_for_every_unit()
    {
        var line = Set(Stocked(100), Schedule(BandarLampung, Tier(1, 90_000)) with
        {
            Freight = new FreightRule(FreightBasis.PerLine, new Rupiah(25_000)),
        });
        var unit = Set(Stocked(100), Schedule(BandarLampung, Tier(1, 90_000)) with
        {
            Freight = new FreightRule(FreightBasis.PerUnit, new Rupiah(500)),
        });

        Assert.Equal(25_000, Quote(line, 10).Value?.Freight.Amount);
        Assert.Equal(5_000, Quote(unit, 10).Value?.Freight.Amount);
    }

    [Fact]
    public void Quote_refuses_for_the_first_reason_that_applies()
    {
        var sixes = Details with { MinOrder = new Quantity(6), OrderMultiple = new Quantity(3) };
        var item = Published(details: sixes).Then(one => one.Receive("r", new Quantity(20), "", Member, Law(), Start));

        Assert.Equal(CommonRefusals.NotFound, Quote(Draft(), 1).Refusal?.Code);
        Assert.Equal(ItemRefusals.NotPurchasable, Quote(In(ItemStage.Frozen), 1).Refusal?.Code);
        Assert.Equal(CommonRefusals.OutOfRange, Quote(item, 0.5m).Refusal?.Code);
        Assert.Equal(CommonRefusals.OutOfRange, Quote(item, -3).Refusal?.Code);
        Assert.Equal(ItemRefusals.BelowMinimum, Quote(item, 3).Refusal?.Code);
        Assert.Equal(ItemRefusals.OffMultiple, Quote(item, 7).Refusal?.Code);
        Assert.Equal(ItemRefusals.InsufficientStock, Quote(item, 21).Refusal?.Code);
        Assert.True(Quote(item, 18).IsOk);
    }

    [Fact]
    public void A_line_worth_more_than_money_can_hold_is_refused()
    {
        var dear = Set(In(ItemStage.Draft), Schedule(null, Tier(1, ItemLimits.MaxPrice)))
            .Then(item => item.Receive("more", new Quantity(900_000_000), "", Member, Law(), Start))
            .Then(item => item.Submit(Member, Facts())).Then(item => item.StartReview(Manager))
            .Then(item => item.Publish(VerifiedEvidence.None, Manager, Facts()));

        Assert.Equal(CommonRefusals.OutOfRange, Quote(dear, 900_000_000).Refusal?.Code);
    }

    [Fact]
    public void Ended_prices_leave_the_memory_but_never_within_the_window()
    {
        var item = Published();
        for (var day = 1; day <= 1_000; day++)
            item = Set(item, Schedule(null, Tier(1, 100_000 - day)), Start.AddDays(day));

        Assert.InRange(item.Prices.Length, 31, CatalogueItem.PriceMemoryDays + 2);
    }

    [Fact]
    public void The_price_found_is_the_lowest_row_a_plain_search_finds() =>
        Gen.Select(
            Gen.Select(Gen.OneOfConst<string?>(null, "18", "18.71", "18.72"), Gen.Int[0, 30], Gen.Int[1, 12])
                .List[0, 8],
            Gen.Int[1, 15], Gen.Int[0, 40],
            Gen.OneOfConst("18.71", "18.72", "18.71.01", "18.01", "31.71"))
        .Sample((sets, quantity, day, to) =>
        {
            // The reference: every row ever set, the newest that has begun per region, then by specificity and tier.
            var item = Draft();
            var rows = new List<(string Region, int From, int Set, int Min, long Amount)>();
            for (var i = 0; i < sets.Count; i++)
            {
                var (region, from, min) = sets[i];
                item = Set(item, Schedule(
                    region is null ? null : RegionCode.Wrap(region), Tier(min, 1_000 + i), Tier(min + 3, 500 + i)) with
                {
                    ValidFrom = Start.AddDays(from),
                });
                rows.RemoveAll(row => row.Region == (region ?? "") && row.From >= from);
                rows.Add((region ?? "", from, i, min, 1_000 + i));
                rows.Add((region ?? "", from, i, min + 3, 500 + i));
            }

            var expected = rows
                .Where(row => row.From <= day && (row.Region.Length == 0 || to == row.Region
                    || to.StartsWith(row.Region + ".", StringComparison.Ordinal)))
                .GroupBy(row => row.Region)
                .SelectMany(group => group.Where(row => row.From == group.Max(other => other.From)))
                .Where(row => row.Min <= quantity)
                .OrderByDescending(row => row.Region.Length).ThenByDescending(row => row.Min)
                .Select(row => (long?)row.Amount).FirstOrDefault();

            Assert.Equal(
                expected, item.PriceAt(RegionCode.Wrap(to), new Quantity(quantity), Start.AddDays(day))?.Amount.Amount);
        });
}
