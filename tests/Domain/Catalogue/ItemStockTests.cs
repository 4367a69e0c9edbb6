using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Catalogue.ItemWorld;

namespace Marketplace.Tests.Domain.Catalogue;

public sealed class ItemStockTests
{
    private static readonly Quantity Two = new(2);
    private static readonly Quantity Three = new(3);

    [Fact]
    public void Holding_again_with_the_same_quantity_changes_nothing_and_with_another_is_refused()
    {
        var held = Stocked(10).Then(item => item.Hold(Order(1), Two));

        Nothing(held.Hold(Order(1), Two));
        Refused(ItemRefusals.HoldDiffers, held.Hold(Order(1), Three));
        Assert.Equal(new Quantity(8), held.Available);
    }

    [Fact]
    public void A_hold_never_takes_more_than_is_available()
    {
        var held = Stocked(10).Then(item => item.Hold(Order(1), new Quantity(9)));

        Refused(ItemRefusals.InsufficientStock, held.Hold(Order(2), Two));
        Assert.Equal("1", held.Hold(Order(2), Two).Refusal!.Facts.Single(fact => fact.Name == "available").Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    public void A_hold_has_a_quantity_the_unit_allows(double quantity) =>
        Refused(CommonRefusals.OutOfRange, Stocked(10).Hold(Order(1), new Quantity((decimal)quantity)));

    [Fact]
    public void A_posted_hold_leaves_the_stock_and_is_told_apart_ever_after()
    {
        var posted = Stocked(10).Then(item => item.Hold(Order(1), Two)).Then(item => item.Post(Order(1)));

        Assert.Equal(new Quantity(8), posted.OnHand);
        Assert.Equal(Quantity.Zero, posted.Held);
        Nothing(posted.Post(Order(1)));
        Refused(ItemRefusals.HoldAlreadyPosted, posted.Hold(Order(1), Two));
        Refused(ItemRefusals.HoldAlreadyPosted, posted.Void(Order(1)));
    }

    [Fact]
    public void A_voided_hold_is_free_again_and_is_told_apart_ever_after()
    {
        var voided = Stocked(10).Then(item => item.Hold(Order(1), Two)).Then(item => item.Void(Order(1)));

        Assert.Equal(new Quantity(10), voided.Available);
        Nothing(voided.Void(Order(1)));
        Refused(ItemRefusals.HoldAlreadyVoided, voided.Hold(Order(1), Two));
        Refused(ItemRefusals.HoldAlreadyVoided, voided.Post(Order(1)));
        Refused(ItemRefusals.HoldAlreadyVoided, voided.Return(Order(1), "r", Two));
    }

    [Fact]
    public void Voiding_a_hold_that_never_was_bars_a_late_one()
    {
        var barred = Stocked(10).Then(item => item.Void(Order(1)));

        Refused(ItemRefusals.HoldAlreadyVoided, barred.Hold(Order(1), Two));
        Assert.Equal(new Quantity(10), barred.Available);
    }

    [Fact]
    public void Posting_or_returning_without_a_hold_is_refused()
    {
        Refused(ItemRefusals.HoldMissing, Stocked(10).Post(Order(1)));
        Refused(ItemRefusals.HoldMissing, Stocked(10).Return(Order(1), "r", Two));
        Refused(
            ItemRefusals.HoldMissing, Stocked(10).Then(item => item.Hold(Order(1), Two)).Return(Order(1), "r", Two));
    }

    [Fact]
    public void Returns_come_back_once_each_and_never_more_than_was_posted()
    {
        var returned = Stocked(10).Then(item => item.Hold(Order(1), Three)).Then(item => item.Post(Order(1)))
            .Then(item => item.Return(Order(1), "a", Two));

        Assert.Equal(new Quantity(9), returned.OnHand);
        Nothing(returned.Return(Order(1), "a", Two));
        Refused(ItemRefusals.ReturnDiffers, returned.Return(Order(1), "a", Three));
        Refused(ItemRefusals.ReturnExceedsPosted, returned.Return(Order(1), "b", Two));
        Assert.Equal(new Quantity(10), returned.Then(item => item.Return(Order(1), "b", new Quantity(1))).OnHand);
    }

    [Theory]
    [InlineData(ItemStage.Frozen)]
    [InlineData(ItemStage.Delisted)]
    public void An_order_placed_before_finishes_whatever_became_of_the_item(ItemStage stage)
    {
        var held = Stocked(10).Then(item => item.Hold(Order(1), Two)).Then(item => item.Hold(Order(2), Two));
        var stopped = stage == ItemStage.Frozen
            ? held.Then(item => item.Freeze(FreezeReason.PatrolFinding, "", Manager, Start))
            : held.Then(item => item.Delist("Habis", Member));

        var posted = stopped.Then(item => item.Post(Order(1))).Then(item => item.Void(Order(2)))
            .Then(item => item.Return(Order(1), "r", Two));

        Assert.Equal(new Quantity(10), posted.Available);
        Refused(ItemRefusals.NotPurchasable, stopped.Hold(Order(3), Two));
    }

    [Fact]
    public void A_receipt_counts_once()
    {
        var item = Stocked(10);

        Nothing(item.Receive("first", new Quantity(10), "", Member, Law(), Start));
        Refused(ItemRefusals.ReceiptDiffers, item.Receive("first", Two, "", Member, Law(), Start));
        Assert.Equal(
            new Quantity(12), item.Then(one => one.Receive("second", Two, "", Member, Law(), Start)).OnHand);
    }

    [Fact]
    public void A_correction_never_takes_what_orders_hold()
    {
        var held = Stocked(10).Then(item => item.Hold(Order(1), Three));

        Refused(
            ItemRefusals.CorrectionBelowHeld,
            held.Correct(new Quantity(-8), CorrectionReason.Lost, "", Member, Law(), Start));
        Assert.Equal(
            Quantity.Zero,
            held.Then(item => item.Correct(new Quantity(-7), CorrectionReason.Lost, "", Member, Law(), Start))
                .Available);
    }

    [Fact]
    public void Stock_beyond_what_a_quantity_can_hold_is_refused()
    {
        var full = Stocked(1).Then(item =>
            item.Receive("rest", new Quantity(Quantity.MaxAmount - 1), "", Member, Law(), Start));

        Refused(CommonRefusals.OutOfRange, full.Receive("more", Two, "", Member, Law(), Start));
        Refused(
            CommonRefusals.OutOfRange,
            full.Correct(new Quantity(Quantity.MaxAmount), CorrectionReason.Count, "", Member, Law(), Start));
    }

    private static void Nothing(Decision<CatalogueItemEvent> decision)
    {
        Assert.Null(decision.Refusal);
        Assert.Empty(decision.Events);
    }

    private static void Refused(RefusalCode code, Decision<CatalogueItemEvent> decision) =>
        Assert.Equal(code, decision.Refusal?.Code);
}
