using Marketplace.Budgets;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.PlanFixture;

namespace Marketplace.Tests.Domain;

public sealed class PlanLedgerTests
{
    private static readonly OrderId One = Order(1);
    private static readonly OrderId Two = Order(2);

    [Fact]
    public void A_hold_takes_all_its_lines_or_none()
    {
        var plan = Announced(100, 50);

        Refused(BudgetRefusals.Exceeded, plan.Hold(One, Category, Amounts(100, 51), Today));
        Refused(BudgetRefusals.LineMissing, plan.Hold(One, Category, Amounts(1, 0, 1), Today));
        var held = plan.Holding(One, 100, 50);
        Assert.Equal(Rupiah.Zero, held.Lines[1].Free);
        Assert.Equal(Rupiah.Zero, held.Lines[2].Free);
    }

    [Fact]
    public void A_refusal_names_every_line_that_says_no()
    {
        var refusal = Announced(100, 50).Hold(One, Category, Amounts(101, 51, 1), Today).Refusal;

        Assert.Equal(
            [BudgetRefusals.Exceeded, BudgetRefusals.Exceeded, BudgetRefusals.LineMissing],
            refusal!.Parts.Select(static part => part.Code));
    }

    [Fact]
    public void A_repeated_hold_answers_as_before_and_another_is_refused()
    {
        var plan = Announced(100, 50).Holding(One, 60, 10);

        var reordered = Amounts(60, 10).Reverse().ToArray();
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Hold(One, Category, [.. reordered], Today));
        Refused(BudgetRefusals.HoldDiffers, plan.Hold(One, Category, Amounts(60, 11), Today));
        Refused(BudgetRefusals.HoldDiffers, plan.Hold(One, CategoryCode.Wrap("20"), Amounts(60, 10), Today));
        // Also after its amounts were changed: what counts is what was asked for then.
        plan = Step(plan, plan.Amend(One, "offer-1", Amounts(40, 10)));
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Hold(One, Category, Amounts(60, 10), Today));
    }

    [Fact]
    public void A_hold_needs_e_purchasing_and_a_day_within_the_window()
    {
        var package = Package(100);
        var tender = package with { Method = ProcurementMethod.Tender };
        var other = Step(ProcurementPlan.Absent, ProcurementPlan.Absent.Draft(Draft(tender), true, true));
        other = Step(other, other.Announce());

        Refused(BudgetRefusals.NotEPurchasing, other.Hold(One, Category, Amounts(1), Today));
        Refused(
            BudgetRefusals.OutsideWindow, Announced(100).Hold(One, Category, Amounts(1), package.From.AddDays(-1)));
        Refused(
            BudgetRefusals.OutsideWindow, Announced(100).Hold(One, Category, Amounts(1), package.Until.AddDays(1)));
    }

    [Fact]
    public void Amounts_are_above_zero_and_each_line_comes_once()
    {
        var plan = Announced(100);

        Refused(CommonRefusals.InvalidCount, plan.Hold(One, Category, [], Today));
        Refused(CommonRefusals.InvalidCount, plan.Hold(One, Category, default, Today));
        Refused(CommonRefusals.InvalidCount, plan.Hold(One, Category, [.. Amounts(1), .. Amounts(1)], Today));
        Refused(CommonRefusals.OutOfRange, plan.Hold(One, Category, [new BudgetAmount(1, Rupiah.Zero)], Today));
        Refused(CommonRefusals.OutOfRange, plan.Hold(One, Category, [new BudgetAmount(1, new Rupiah(-1))], Today));
    }

    [Fact]
    public void A_late_hold_after_a_release_is_refused()
    {
        var plan = Announced(100);

        plan = Step(plan, plan.Release(One));

        Refused(BudgetRefusals.HoldReleased, plan.Hold(One, Category, Amounts(1), Today));
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Release(One));
    }

    [Fact]
    public void Held_becomes_committed_becomes_realised()
    {
        var plan = Announced(100, 50).Holding(One, 60, 40);
        Assert.Equal((100, 0, 0, 100), Of(plan, One));

        plan = Step(plan, plan.Commit(One));
        Assert.Equal((0, 100, 0, 100), Of(plan, One));

        plan = Step(plan, plan.Realise(One, "pay-1", new Rupiah(70)));
        Assert.Equal((0, 30, 70, 100), Of(plan, One));
        Assert.Equal(new Rupiah(60), plan.Lines[1].Balance.Realised);
        Assert.Equal(new Rupiah(10), plan.Lines[2].Balance.Realised);
        Refused(BudgetRefusals.OverCommitted, plan.Realise(One, "pay-2", new Rupiah(31)));

        plan = Step(plan, plan.Realise(One, "pay-2", new Rupiah(30)));
        Assert.Equal((0, 0, 100, 100), Of(plan, One));
        Assert.Empty(plan.Active);
        Refused(BudgetRefusals.HoldPaid, plan.Realise(One, "pay-3", new Rupiah(1)));
        Refused(BudgetRefusals.HoldPaid, plan.Hold(One, Category, Amounts(60, 40), Today));
        Refused(BudgetRefusals.HoldPaid, plan.Amend(One, "late", Amounts(60, 41)));
    }

    [Fact]
    public void A_repeated_commit_payment_or_release_changes_nothing()
    {
        var plan = Announced(100).Holding(One, 60);
        plan = Step(plan, plan.Commit(One));
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Commit(One));

        plan = Step(plan, plan.Realise(One, "pay-1", new Rupiah(20)));
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Realise(One, "pay-1", new Rupiah(20)));
        Refused(BudgetRefusals.PaymentDiffers, plan.Realise(One, "pay-1", new Rupiah(21)));

        plan = Step(plan, plan.Release(One));
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Release(One));
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Realise(One, "pay-1", new Rupiah(20)));
        Refused(BudgetRefusals.HoldReleased, plan.Realise(One, "pay-2", new Rupiah(1)));
        Refused(BudgetRefusals.HoldReleased, plan.Commit(One));
        Assert.Equal(new Rupiah(80), plan.Lines[1].Free);
    }

    [Fact]
    public void Only_a_committed_order_can_be_paid()
    {
        var plan = Announced(100).Holding(One, 60);

        Refused(BudgetRefusals.NotCommitted, plan.Realise(One, "pay-1", new Rupiah(1)));
        Refused(BudgetRefusals.HoldMissing, plan.Realise(Two, "pay-1", new Rupiah(1)));
        Refused(BudgetRefusals.HoldMissing, plan.Commit(Two));
        Refused(BudgetRefusals.HoldMissing, plan.Amend(Two, "offer-1", Amounts(1)));
    }

    [Fact]
    public void A_change_frees_what_it_saves_and_checks_what_it_adds()
    {
        var plan = Announced(100, 50).Holding(One, 100).Holding(Two, 0, 30);

        plan = Step(plan, plan.Amend(One, "offer-1", Amounts(70)));
        Assert.Equal(new Rupiah(30), plan.Lines[1].Free);
        Assert.Same(Decision<PlanEvent>.Nothing, plan.Amend(One, "offer-1", Amounts(70)));
        Refused(BudgetRefusals.ChangeDiffers, plan.Amend(One, "offer-1", Amounts(71)));
        Refused(BudgetRefusals.Exceeded, plan.Amend(One, "addendum-1", Amounts(70, 21)));

        plan = Step(plan, plan.Commit(One));
        plan = Step(plan, plan.Amend(One, "addendum-1", Amounts(80, 20)));
        Assert.Equal((0, 100, 0, 130), Of(plan, One));
    }

    [Fact]
    public void A_change_never_falls_below_what_was_paid()
    {
        var plan = Announced(100).Holding(One, 60);
        plan = Step(plan, plan.Commit(One));
        plan = Step(plan, plan.Realise(One, "pay-1", new Rupiah(20)));

        Refused(BudgetRefusals.BelowRealised, plan.Amend(One, "addendum-1", Amounts(19)));
        plan = Step(plan, plan.Amend(One, "addendum-1", Amounts(20)));

        Assert.Equal((0, 0, 20, 20), Of(plan, One));
        Assert.Empty(plan.Active);
    }

    [Fact]
    public void The_package_total_counts_every_order_of_the_category_also_when_paid()
    {
        var plan = Announced(1000).Holding(One, 60);
        plan = Step(plan, plan.Commit(One));
        plan = Step(plan, plan.Realise(One, "pay-1", new Rupiah(60)));
        plan = Step(plan, plan.Hold(Two, CategoryCode.Wrap("10.99"), Amounts(40), Today));
        plan = Step(plan, plan.Hold(Order(3), CategoryCode.Wrap("20.01.01"), Amounts(7), Today));

        Assert.Equal(new Rupiah(100), plan.HoldOf(Code, Two).PackageTotal);
        Assert.Equal(new Rupiah(7), plan.HoldOf(Code, Order(3)).PackageTotal);
        plan = Step(plan, plan.Release(Two));
        Assert.Equal(new Rupiah(60), plan.HoldOf(Code, One).PackageTotal);
    }

    private static (long Held, long Committed, long Realised, long Total) Of(ProcurementPlan plan, OrderId order)
    {
        var view = plan.HoldOf(Code, order);
        return (view.Held.Amount, view.Committed.Amount, view.Realised.Amount, view.PackageTotal.Amount);
    }

    private static void Refused(RefusalCode code, Decision<PlanEvent> decision) =>
        Assert.Equal(code, decision.Refusal?.Code);
}
