using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Orders;

namespace Marketplace.Tests.Domain;

public sealed class OrderPlacementTests
{
    [Fact]
    public void Submit_prices_the_order_from_the_quotes_and_taxes_it_once_per_line()
    {
        var order = Submitted();

        Assert.Equal(10_000_000, order.Totals!.Goods.Amount);
        Assert.Equal(100_000, order.Totals.Freight.Amount);
        Assert.Equal(1_111_000, order.Totals.Ppn.Amount);
        Assert.Equal(11_211_000, order.Totals.Total.Amount);
        Assert.Equal(11_211_000 - 1_111_000 - 151_500, order.Totals.NetToSupplier.Amount);
        Assert.Equal(order.Totals.Total, Assert.Single(order.Budget).Amount);
    }

    [Fact]
    public void Two_lines_of_one_item_to_one_address_become_one()
    {
        var merged = PurchaseOrder.Merged(
        [
            new SubmitLine(ItemId.Wrap("a"), new Quantity(2)), new SubmitLine(ItemId.Wrap("b"), new Quantity(1)),
            new SubmitLine(ItemId.Wrap("a"), new Quantity(3)), new SubmitLine(ItemId.Wrap("a"), new Quantity(1), 1),
        ]);

        Assert.Equal([5m, 1m, 1m], merged.Select(line => line.Quantity.Amount));
    }

    [Theory]
    [InlineData(200_000_000, "officer", true)]
    [InlineData(200_000_001, "officer", false)]
    [InlineData(200_000_000, "ppk", false)]
    [InlineData(200_000_001, "ppk", true)]
    public void The_package_total_decides_whose_role_may_buy(long packageTotal, string creator, bool isPlaced)
    {
        var order = creator == "officer" ? Submitted() : SubmittedByPpk();

        var placed = order.Place(new Rupiah(packageTotal), asksForReview: true, Day);

        Assert.Equal(isPlaced, placed.Refusal is null);
        if (isPlaced) return;
        Assert.Equal(OrderRefusals.RoleForValue, placed.Refusal!.Code);
        Assert.Equal("purchase.procurement-officer-limit@2018-03-22", placed.Refusal.Rule);
    }

    [Theory]
    [InlineData(true, OrderStage.AwaitingReview)]
    [InlineData(false, OrderStage.AwaitingCommitmentOfficer)]
    public void Above_the_limit_a_second_person_reviews_when_the_organisation_asks(bool asks, OrderStage stage)
    {
        var order = SubmittedByPpk();

        Assert.Equal(stage, order.After(order.Place(new Rupiah(300_000_000), asks, Day)).Stage);
    }

    [Fact]
    public void An_order_above_the_limit_is_refused_before_it_holds_anything()
    {
        var decision = Submit(Submission(), Facts(Officer, Quote(price: 20_000_000)));

        Assert.Equal(OrderRefusals.RoleForValue, decision.Refusal?.Code);
    }

    [Fact]
    public void A_stranger_to_the_plans_unit_learns_nothing_of_it()
    {
        var facts = Facts() with { Authority = new Authority(Office, OrganisationKind.RegionalAgency, []) };

        Assert.Equal(CommonRefusals.NotFound, Submit(Submission(), facts).Refusal?.Code);
        Assert.Equal(CommonRefusals.NotAllowed, Submit(Submission(), Facts(Treasurer)).Refusal?.Code);
    }

    [Fact]
    public void The_plan_decides_when_what_and_from_whom()
    {
        var facts = Facts();

        Assert.Equal(
            OrderRefusals.PlanNotAnnounced, Refused(facts with { Plan = facts.Plan with { IsAnnounced = false } }));
        Assert.Equal(OrderRefusals.PlanOutsideWindow,
            Refused(facts with { Plan = facts.Plan with { Until = Day.Date.AddDays(-1) } }));
        Assert.Equal(OrderRefusals.ReservedForSmall,
            Refused(facts with { Supplier = facts.Supplier! with { Size = BusinessSize.Medium } }));
        Assert.Equal(OrderRefusals.DomesticOnly, Refused(Facts(quotes: Quote() with { IsDomestic = false })));
        Assert.Equal(OrderRefusals.SupplierMayNotSell,
            Refused(facts with { Supplier = facts.Supplier! with { MaySell = false } }));
        Assert.Equal(OrderRefusals.OwnSupplier,
            Refused(facts with { Supplier = facts.Supplier! with { Members = [Officer.User] } }));

        static RefusalCode? Refused(SubmitFacts facts) => Submit(Submission(), facts).Refusal?.Code;
    }

    [Fact]
    public void Every_line_that_cannot_be_bought_is_named_at_once()
    {
        SubmitLine[] lines = [new(ItemId.Wrap("a"), new Quantity(1)), new(ItemId.Wrap("b"), new Quantity(1))];
        var facts = Facts() with { Quotes = [CommonRefusals.NotFound, CommonRefusals.OutOfRange] };

        var refusal = Submit(Submission(lines: lines), facts).Refusal;

        Assert.Equal(OrderRefusals.LinesRefused, refusal?.Code);
        Assert.Equal(["lines[0]", "lines[1]"], refusal!.Parts.Select(part => part.Field));
    }

    [Fact]
    public void Budget_amounts_sum_to_the_total_to_the_rupiah()
    {
        var split = Submission() with { Budget = [new(1, new Rupiah(11_000_000)), new(2, new Rupiah(211_000))] };
        var wrong = Submission() with { Budget = [new(1, new Rupiah(11_000_000)), new(2, new Rupiah(211_001))] };

        Assert.Null(Submit(split, Facts()).Refusal);
        Assert.Equal(OrderRefusals.BudgetNotTotal, Submit(wrong, Facts()).Refusal?.Code);
    }

    [Fact]
    public void Local_content_below_the_market_needs_a_reason()
    {
        var facts = Facts(quotes: Quote() with { LocalContent = new BasisPoints(2499) }) with
        {
            Markets = [new LocalContentMarket(AnyCertified: true, AnyLowContent: true, AnyDomestic: true)],
        };

        Assert.Equal(OrderRefusals.LocalContentTooLow, Submit(Submission(), facts).Refusal?.Code);
        Assert.Null(Submit(Submission() with { LocalContentReason = "Tidak tersedia tepat waktu" }, facts).Refusal);
        var certified = facts with { Quotes = [Quote() with { LocalContent = new BasisPoints(2500) }] };
        Assert.Null(Submit(Submission(), certified).Refusal);
    }

    [Theory]
    [InlineData(OrganisationKind.RegionalAgency, true)]
    [InlineData(OrganisationKind.VerticalAgency, true)]
    [InlineData(OrganisationKind.StateCompany, true)]
    [InlineData(OrganisationKind.RegionalCompany, true)]
    [InlineData(OrganisationKind.PrivateCompany, false)]
    public void Who_spends_public_money_explains_a_price_that_is_unusual(OrganisationKind kind, bool isBound)
    {
        var law = Day.Law.At(Day.Date);
        var usual = Fairness();
        var high = Fairness(PriceConcern.AbovePaid, PriceConcern.AboveLastSale);

        var refusal = PriceFairnessRule.Refusal(Submission(), [usual, high], kind, law);

        Assert.Equal(isBound ? OrderRefusals.PriceUnexplained : null, refusal?.Code);
        Assert.Null(PriceFairnessRule.Refusal(
            Submission() with { ComparisonNote = "Dikirim sampai ruangan" }, [usual, high], kind, law));
        if (refusal is null) return;
        Assert.Equal("comparisonNote", refusal.Field);
        Assert.Equal("price.fence@2018-03-22", refusal.Rule);
        Assert.Equal(["2", "Rp1.300", "Rp1.200"], refusal.Facts.Select(static fact => $"{fact.Value}"));
    }

    [Fact]
    public void The_order_remembers_what_its_price_was_compared_with()
    {
        var facts = Facts() with { Prices = [Fairness(PriceConcern.NoComparables)] };

        Assert.Equal(OrderRefusals.PriceNotCompared, Submit(Submission(), facts).Refusal?.Code);
        var order = PurchaseOrder.Absent.After(Submit(
            Submission() with { ComparisonNote = "Hanya satu penyedia" }, facts));
        Assert.Equal(facts.Prices[0], order.Lines[0].Line.Fairness);
    }

    [Theory]
    [InlineData(OrganisationKind.RegionalAgency, true)]
    [InlineData(OrganisationKind.RegionalCompany, true)]
    [InlineData(OrganisationKind.PrivateCompany, false)]
    public void Only_what_was_paid_with_public_money_is_compared_with(OrganisationKind kind, bool isCompared)
    {
        var invoiced = At(OrderStage.Invoiced);
        var order = invoiced with { Terms = invoiced.Terms! with { Kind = kind } };
        var payer = new OrderParty(
            UserId.Wrap("payer"), new Authority(Office, kind, [Duty(Role.Treasurer), Duty(Role.Payer)]));

        var part = order.Pay(payer, new PayOrder(Key, new Rupiah(1), "SPM 1"), Day).Events.Single();
        var last = order.Pay(payer, new PayOrder(Key, null, "SPM 1"), Day).Events.Single();

        Assert.Null(Assert.IsType<OrderPaid>(part).Lines);
        Assert.Equal(isCompared, Assert.IsType<OrderPaid>(last).Lines is [{ Item.Value: "kopi" }]);
    }

    private static PriceFairness Fairness(params PriceConcern[] concerns) => new(
        new Rupiah(1300), new PriceSpread(3, Fence: new Rupiah(1400)), new PriceSpread(3, Fence: new Rupiah(1200)),
        new Rupiah(1000), [.. concerns]);

    [Theory]
    [InlineData(OrganisationKind.RegionalAgency, "4391100001", 0, true)]
    [InlineData(OrganisationKind.VerticalAgency, "2391101001", 2499, true)]
    [InlineData(OrganisationKind.StateCompany, "3391101001", 0, true)]
    [InlineData(OrganisationKind.RegionalCompany, "3391101001", 0, true)]
    [InlineData(OrganisationKind.PrivateCompany, "4391100001", 0, false)]
    [InlineData(OrganisationKind.RegionalAgency, "", 0, false)]
    [InlineData(OrganisationKind.RegionalAgency, "0161000001", 0, false)] // farm produce
    [InlineData(OrganisationKind.RegionalAgency, "6339900001", 0, false)] // a service
    [InlineData(OrganisationKind.RegionalAgency, "4391100001", 2500, false)] // on the highest step already
    public void Who_has_to_compare_what_with_the_market(
        OrganisationKind kind, string kbki, int localContent, bool isAsked)
    {
        var quote = Quote() with { Kbki = kbki, LocalContent = new BasisPoints(localContent) };

        Assert.Equal(isAsked, LocalContent.IsAsked(kind, quote, Day.Law.At(Day.Date)));
    }

    [Fact]
    public void A_market_nobody_had_to_ask_for_refuses_nothing()
    {
        var facts = Facts(quotes: Quote() with { Kbki = "0161000001", LocalContent = default }) with
        {
            Markets = [new LocalContentMarket(AnyCertified: true, AnyLowContent: true, AnyDomestic: true)],
        };

        Assert.Null(Submit(Submission(), facts).Refusal);
    }

    [Fact]
    public void A_submission_has_between_one_and_a_hundred_lines_of_real_quantities()
    {
        var line = new SubmitLine(ItemId.Wrap("a"), new Quantity(1));

        Assert.Null(PurchaseOrder.ShapeOf(Submission() with { Lines = [.. Enumerable.Repeat(line, 100)] }));
        Assert.NotNull(PurchaseOrder.ShapeOf(Submission() with { Lines = [.. Enumerable.Repeat(line, 101)] }));
        Assert.NotNull(PurchaseOrder.ShapeOf(Submission() with { Lines = [] }));
        Assert.NotNull(PurchaseOrder.ShapeOf(Submission() with { Lines = [null!] }));
        Assert.NotNull(PurchaseOrder.ShapeOf(Submission() with { Deliveries = [null!] }));
        Assert.NotNull(PurchaseOrder.ShapeOf(Submission() with { Budget = [null!] }));
        Assert.NotNull(PurchaseOrder.ShapeOf(Submission() with { Lines = [line with { Quantity = Quantity.Zero }] }));
        Assert.NotNull(PurchaseOrder.ShapeOf(Submission() with { Lines = [line with { Delivery = 1 }] }));
    }

    [Fact]
    public void Totals_beyond_money_are_refused_and_not_overflown()
    {
        var facts = Facts(Ppk, Quote(price: Rupiah.MaxAmount));

        Assert.Equal(OrderRefusals.TotalTooLarge, Submit(Submission(), facts).Refusal?.Code);
    }

    [Fact]
    public void A_refused_order_frees_its_budget_and_all_its_items_whoever_held_them()
    {
        var order = Submitted();

        var refused = order.After(order.Refuse([CommonRefusals.OutOfRange], Day));

        Assert.Equal([EffectKind.ReleaseBudget, EffectKind.VoidStock], refused.Effects.Select(effect => effect.Kind));
        var settled = refused.After(refused.Settle([1, 2], Day));
        Assert.Empty(settled.Effects);
    }

    private static PurchaseOrder SubmittedByPpk() => Submitted(by: Ppk, price: 20_000_000);
}
