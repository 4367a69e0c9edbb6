using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Orders;

namespace Marketplace.Tests.Domain;

public sealed class OrderNegotiationTests
{
    private static readonly PurchaseOrder Order = Placed(PurchaseMethod.Negotiation);

    [Fact]
    public void The_buyer_begins_and_the_sides_take_turns()
    {
        Assert.Equal(OrderRefusals.NotYourTurn, Order.Offer(Supplier, AnOffer(900_000), Day).Refusal?.Code);
        Assert.Equal(OrderRefusals.NoOffer, Order.AcceptOffer(Officer, Day).Refusal?.Code);
        var offered = Order.After(Order.Offer(Officer, AnOffer(800_000), Day));
        Assert.Equal(OrderRefusals.NotYourTurn, offered.AcceptOffer(Officer, Day).Refusal?.Code);
        Assert.Equal(OrderSide.Supplier, offered.Turn);
    }

    [Theory]
    [InlineData(999_999, true)]
    [InlineData(1_000_000, false)]
    [InlineData(1, true)]
    public void The_first_offer_is_below_the_list_and_at_least_one_rupiah(long price, bool isOffered) =>
        Assert.Equal(isOffered, Order.Offer(Officer, AnOffer(price), Day).Refusal is null);

    [Fact]
    public void Later_offers_are_below_the_suppliers_last_price()
    {
        var first = Order.After(Order.Offer(Officer, AnOffer(800_000), Day));
        var countered = first.After(first.Offer(Supplier, AnOffer(950_000), Day));

        Assert.Equal(OrderRefusals.OfferNotLower, countered.Offer(Officer, AnOffer(950_000), Day).Refusal?.Code);
        var second = countered.After(countered.Offer(Officer, AnOffer(900_000), Day));
        Assert.Equal(OrderRefusals.OfferNotLower, second.Offer(Supplier, AnOffer(950_000), Day).Refusal?.Code);
        var agreed = second.After(second.AcceptOffer(Supplier, Day));
        Assert.Equal(OrderStage.Negotiated, agreed.Stage);
        Assert.Equal(900_000, agreed.Lines[0].Line.UnitPrice.Amount);
    }

    [Fact]
    public void The_first_offer_names_every_line()
    {
        SubmitLine[] lines = [new(ItemId.Wrap("a"), new Quantity(1)), new(ItemId.Wrap("b"), new Quantity(1))];
        var submitted = PurchaseOrder.Absent.After(
            Submit(Submission(PurchaseMethod.Negotiation, lines), Facts(null, Quote("a"), Quote("b"))));
        var order = submitted.After(submitted.Place(submitted.Totals!.Total, true, Day));

        var decision = order.Offer(Officer, AnOffer(900_000), Day);

        Assert.Equal(OrderRefusals.OfferIncomplete, decision.Refusal?.Code);
    }

    [Fact]
    public void Own_freight_may_fall_to_nothing_and_a_third_partys_may_not()
    {
        var free = AnOffer(900_000) with { Freight = [new LineAmount(1, Rupiah.Zero)] };
        var third = Order with
        {
            Terms = Order.Terms! with
            {
                Deliveries = [Order.Terms.Deliveries[0] with { Courier = Courier.ThirdParty }],
            },
        };

        Assert.Null(Order.Offer(Officer, free, Day).Refusal);
        Assert.Equal(OrderRefusals.FreightFixed, third.Offer(Officer, free, Day).Refusal?.Code);
    }

    [Fact]
    public void Extra_services_may_not_make_the_order_dearer_than_its_list()
    {
        var dear = AnOffer(999_999) with { Services = [new ExtraService("Pemasangan", new Rupiah(1_000_000))] };
        var cheap = AnOffer(900_000) with { Services = [new ExtraService("Pemasangan", Rupiah.Zero)] };

        Assert.Equal(OrderRefusals.OfferAboveList, Order.Offer(Officer, dear, Day).Refusal?.Code);
        Assert.Null(Order.Offer(Officer, cheap, Day).Refusal);
    }

    [Fact]
    public void Agreement_taxes_anew_and_gives_budget_back()
    {
        var agreed = Negotiated(Order, Officer);

        Assert.Equal(9_000_000 + 100_000 + 1_001_000, agreed.Totals!.Total.Amount);
        Assert.Equal(agreed.Totals.Total, agreed.Budget.Sum(line => line.Amount));
        Assert.Equal(EffectKind.AmendBudget, Assert.Single(agreed.Effects).Kind);
    }

    [Fact]
    public void Nobody_acting_for_three_working_days_ends_it()
    {
        var agreed = Negotiated(Order, Officer);

        Assert.Equal(new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero), agreed.RespondBy);
        Assert.Empty(agreed.Expire(Day with { Now = agreed.RespondBy!.Value.AddTicks(-1) }).Events);
        Assert.Null(agreed.Proceed(Officer, Day with { Now = agreed.RespondBy.Value.AddTicks(-1) }).Refusal);
        Assert.Equal(OrderRefusals.TooLate, agreed.Proceed(Officer, Later(4)).Refusal?.Code);
        Assert.Equal(OrderStage.AutoCancelled, agreed.After(agreed.Expire(Later(4))).Stage);
    }

    [Theory]
    [InlineData(OrderStage.AwaitingReview)]
    [InlineData(OrderStage.AwaitingCommitmentOfficer)]
    public void Five_working_days_without_review_or_signature_end_it(OrderStage stage)
    {
        var order = At(stage);

        Assert.Equal(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero), order.RespondBy);
        Assert.Empty(order.Expire(Day with { Now = order.RespondBy!.Value.AddTicks(-1) }).Events);
        var late = Day with { Now = order.RespondBy.Value };
        Assert.Equal(
            OrderRefusals.TooLate,
            stage == OrderStage.AwaitingReview
                ? order.Approve(Reviewer, late).Refusal?.Code
                : order.MaySign(Ppk, new SignOrder(Key), late)?.Code);
        var ended = order.After(order.Expire(late));
        Assert.Equal((OrderStage.AutoCancelled, EndReason.Timeout), (ended.Stage, ended.End!.Reason));
        Assert.Contains(ended.Effects, static effect => effect.Kind == EffectKind.ReleaseBudget);
        Assert.Contains(ended.Effects, static effect => effect.Kind == EffectKind.VoidStock);
    }

    [Fact]
    public void A_direct_purchase_waits_for_its_review_and_then_for_its_signature()
    {
        var placed = AboveLimit();
        var reviewed = placed.After(placed.Approve(Reviewer, Later(2)));
        var signed = reviewed.After(reviewed.Sign(Ppk, new SignOrder(Key), "1/SP", Later(3)));

        Assert.Equal(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero), placed.RespondBy);
        Assert.Equal(new DateTimeOffset(2026, 12, 2, 17, 0, 0, TimeSpan.Zero), reviewed.RespondBy);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 17, 0, 0, TimeSpan.Zero), signed.RespondBy);
    }

    [Fact]
    public void An_order_from_before_there_was_a_limit_waits_for_ever()
    {
        var old = At(OrderStage.Negotiated).When(
            new OrderProceeded(OrderStage.AwaitingCommitmentOfficer, Officer.User, Day.Now));

        Assert.Empty(old.Expire(Later(1_000)).Events);
        Assert.Null(old.MaySign(Ppk, new SignOrder(Key), Later(1_000)));
    }
}
