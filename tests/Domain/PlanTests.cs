using Marketplace.Budgets;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.PlanFixture;

namespace Marketplace.Tests.Domain;

public sealed class PlanTests
{
    private static readonly OrderId One = Order(1);

    public static TheoryData<PlanStage, string, string?> StageByCommand => new()
    {
        { PlanStage.Absent, "draft", null },
        { PlanStage.Absent, "announce", "not-found" },
        { PlanStage.Absent, "revise", "not-found" },
        { PlanStage.Absent, "close", "not-found" },
        { PlanStage.Absent, "hold", "not-found" },
        { PlanStage.Absent, "amend", "not-found" },
        { PlanStage.Absent, "commit", "not-found" },
        { PlanStage.Absent, "realise", "not-found" },
        { PlanStage.Absent, "release", null },
        { PlanStage.Draft, "draft", "already-exists" },
        { PlanStage.Draft, "announce", null },
        { PlanStage.Draft, "revise", null },
        { PlanStage.Draft, "close", "plan-not-announced" },
        { PlanStage.Draft, "hold", "plan-not-announced" },
        { PlanStage.Draft, "amend", "budget-hold-missing" },
        { PlanStage.Draft, "commit", "budget-hold-missing" },
        { PlanStage.Draft, "realise", "budget-hold-missing" },
        { PlanStage.Draft, "release", null },
        { PlanStage.Announced, "draft", "already-exists" },
        { PlanStage.Announced, "announce", "plan-not-draft" },
        { PlanStage.Announced, "revise", null },
        { PlanStage.Announced, "close", null },
        { PlanStage.Announced, "hold", null },
        { PlanStage.Announced, "amend", "budget-hold-missing" },
        { PlanStage.Announced, "commit", "budget-hold-missing" },
        { PlanStage.Announced, "realise", "budget-hold-missing" },
        { PlanStage.Announced, "release", null },
        { PlanStage.Closed, "draft", "already-exists" },
        { PlanStage.Closed, "announce", "plan-not-draft" },
        { PlanStage.Closed, "revise", "plan-closed" },
        { PlanStage.Closed, "close", "plan-closed" },
        { PlanStage.Closed, "hold", "plan-not-announced" },
        { PlanStage.Closed, "amend", "budget-hold-missing" },
        { PlanStage.Closed, "commit", "budget-hold-missing" },
        { PlanStage.Closed, "realise", "budget-hold-missing" },
        { PlanStage.Closed, "release", null },
    };

    [Theory]
    [MemberData(nameof(StageByCommand))]
    public void Every_stage_answers_every_command(PlanStage stage, string command, string? refusal)
    {
        var plan = stage switch
        {
            PlanStage.Absent => ProcurementPlan.Absent,
            PlanStage.Draft => Drafted(100),
            PlanStage.Announced => Announced(100),
            _ => Closed(100),
        };

        var decision = command switch
        {
            "draft" => plan.Draft(Draft(Package(100)), unitExists: true, officerAppointed: true),
            "announce" => plan.Announce(),
            "revise" => plan.Revise(Revision(Package(200)), mayAnnounce: true, officerAppointed: true),
            "close" => plan.Close("Selesai"),
            "hold" => plan.Hold(One, Category, Amounts(1), Today),
            "amend" => plan.Amend(One, "change", Amounts(1)),
            "commit" => plan.Commit(One),
            "realise" => plan.Realise(One, "pay", new Rupiah(1)),
            _ => plan.Release(One),
        };

        Assert.Equal(refusal, decision.Refusal?.Code.Slug);
    }

    [Fact]
    public void The_table_above_has_every_stage_and_command() =>
        Assert.Equal(Enum.GetValues<PlanStage>().Length * 9, StageByCommand.Count);

    [Fact]
    public void A_draft_needs_a_known_unit_and_an_appointed_officer()
    {
        var draft = Draft(Package(100));

        Refused(OrganisationRefusals.UnitMissing, ProcurementPlan.Absent.Draft(draft, false, true));
        Refused(BudgetRefusals.OfficerNotAppointed, ProcurementPlan.Absent.Draft(draft, true, false));
    }

    [Fact]
    public void The_lines_add_up_to_the_ceiling() =>
        Refused(BudgetRefusals.LinesNotCeiling, Package(100, 50) with { Ceiling = new Rupiah(149) });

    [Fact]
    public void Ceilings_too_large_to_add_up_are_refused_not_thrown() => Refused(
        BudgetRefusals.LinesNotCeiling,
        Package(100, 50) with
        {
            Ceiling = new Rupiah(Rupiah.MaxAmount),
            Lines = [.. Package(1, 1, 1).Lines.Select(static line => line with { Ceiling = new(Rupiah.MaxAmount) })],
        });

    [Fact]
    public void A_package_says_why_it_is_not_set_aside_for_small_suppliers()
    {
        Refused(BudgetRefusals.NotReservedReason, Package(100) with { ReservedForSmall = false });
        Refused(BudgetRefusals.NotReservedReason, Package(100) with { NotReservedReason = "Teknologi tinggi" });
        var package = Package(100) with { ReservedForSmall = false, NotReservedReason = "Teknologi tinggi" };
        Assert.Null(ProcurementPlan.Absent.Draft(Draft(package), true, true).Refusal);
    }

    [Fact]
    public void The_window_opens_in_the_budget_year_and_ends_after_it_starts()
    {
        var package = Package(100);

        Refused(CommonRefusals.InvalidPeriod, package with { From = new DateOnly(2025, 12, 31) });
        Refused(CommonRefusals.InvalidPeriod, package with { Until = package.From.AddDays(-1) });
    }

    [Fact]
    public void Lines_are_numbered_once_and_bounded()
    {
        var package = Package(100, 50);
        var many = Enumerable.Repeat(1L, PlanLimits.MaxLines + 1).ToArray();

        Refused(CommonRefusals.InvalidCount, package with { Lines = [] });
        Refused(CommonRefusals.InvalidCount, package with { Lines = default });
        Refused(CommonRefusals.InvalidCount, package with { Lines = [package.Lines[0], package.Lines[0]] });
        Refused(CommonRefusals.InvalidCount, package with { Lines = [package.Lines[0], null!] });
        Refused(CommonRefusals.InvalidCount, Package(many));
        Assert.Null(ProcurementPlan.Absent.Draft(Draft(Package(many.AsSpan(1))), true, true).Refusal);
        Refused(CommonRefusals.OutOfRange, package with { Lines = [package.Lines[0] with { Line = 0 }] });
        Refused(CommonRefusals.OutOfRange, Package(0) with { Ceiling = new Rupiah(1) });
    }

    [Fact]
    public void A_revision_never_cuts_below_what_orders_use()
    {
        var plan = Announced(100, 50).Holding(One, 60, 10);
        plan = Step(plan, plan.Commit(One));
        plan = Step(plan, plan.Realise(One, "pay-1", new Rupiah(20)));

        Refused(BudgetRefusals.CeilingBelowUse, plan.Revise(Revision(Package(59, 91)), true, true));
        Refused(BudgetRefusals.CeilingBelowUse, plan.Revise(Revision(Package(150)), true, true));
        plan = Step(plan, plan.Revise(Revision(Package(60, 10, 5)), true, true));

        Assert.Equal(Rupiah.Zero, plan.Lines[1].Free);
        Assert.Equal(new Rupiah(20), plan.Lines[1].Balance.Realised);
        Assert.Equal(new Rupiah(75), plan.Reservation);
    }

    [Fact]
    public void An_announced_plan_is_revised_only_by_those_who_may_announce()
    {
        Refused(
            CommonRefusals.NotAllowed,
            Announced(100).Revise(Revision(Package(90)), mayAnnounce: false, officerAppointed: true));
        Assert.Null(Drafted(100).Revise(Revision(Package(90)), mayAnnounce: false, officerAppointed: true).Refusal);
    }

    [Fact]
    public void A_plan_with_open_orders_is_not_closed_and_a_closed_one_keeps_what_was_spent()
    {
        var plan = Announced(100).Holding(One, 60);
        Refused(BudgetRefusals.OrdersOpen, plan.Close("Selesai"));
        plan = Step(plan, plan.Commit(One));
        plan = Step(plan, plan.Realise(One, "pay-1", new Rupiah(20)));
        plan = Step(plan, plan.Release(One));

        plan = Step(plan, plan.Close("Selesai"));

        Assert.Equal(new Rupiah(20), plan.Reservation);
    }

    private static void Refused(RefusalCode code, PlanPackage package) =>
        Refused(code, ProcurementPlan.Absent.Draft(Draft(package), unitExists: true, officerAppointed: true));

    private static void Refused(RefusalCode code, Decision<PlanEvent> decision) =>
        Assert.Equal(code, decision.Refusal?.Code);
}
