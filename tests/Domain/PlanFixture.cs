using System.Collections.Immutable;
using Marketplace.Budgets;
using Marketplace.EventLog;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

/// <summary>Plans in every stage, for the tests of their rules.</summary>
internal static class PlanFixture
{
    public static readonly RupCode Code = RupCode.Wrap("58123456");
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly CategoryCode Category = CategoryCode.Wrap("10.03.02");

    public static PlanPackage Package(params ReadOnlySpan<long> ceilings)
    {
        var lines = ImmutableArray.CreateBuilder<BudgetLine>();
        foreach (var ceiling in ceilings)
        {
            lines.Add(new BudgetLine(
                lines.Count + 1, AccountCode.Wrap("5.1.02.01.01.0024"), FundingSource.Apbd, new Rupiah(ceiling)));
        }

        return new PlanPackage
        {
            Name = "Alat tulis kantor",
            Method = ProcurementMethod.EPurchasing,
            Kind = ProcurementKind.Goods,
            ReservedForSmall = true,
            From = new DateOnly(2026, 1, 1),
            Until = new DateOnly(2026, 12, 31),
            CommitmentOfficer = UserId.Wrap("ppk"),
            Ceiling = new Rupiah(lines.Sum(static line => line.Ceiling.Amount)),
            Lines = lines.ToImmutable(),
        };
    }

    public static DraftPlan Draft(PlanPackage package) => new(
        Commands.CommandContext.System, OrganisationId.Wrap("dinas"), UnitId.Wrap("unit"), 2026, package);

    public static ProcurementPlan Drafted(params ReadOnlySpan<long> ceilings) => Step(
        ProcurementPlan.Absent,
        ProcurementPlan.Absent.Draft(Draft(Package(ceilings)), unitExists: true, officerAppointed: true));

    public static ProcurementPlan Announced(params ReadOnlySpan<long> ceilings)
    {
        var plan = Drafted(ceilings);
        return Step(plan, plan.Announce());
    }

    public static ProcurementPlan Closed(params ReadOnlySpan<long> ceilings)
    {
        var plan = Announced(ceilings);
        return Step(plan, plan.Close("Selesai"));
    }

    public static ProcurementPlan Holding(
        this ProcurementPlan plan, OrderId order, params ReadOnlySpan<long> amounts) =>
        Step(plan, plan.Hold(order, Category, Amounts(amounts), Today));

    public static RevisePlan Revision(PlanPackage package) =>
        new(Commands.CommandContext.System, package, "Pergeseran");

    public static OrderId Order(int number) => OrderId.Wrap($"01J00000000000000000000{number:D3}");

    /// <summary>Amounts on lines 1, 2, …; zero leaves a line out.</summary>
    public static ImmutableArray<BudgetAmount> Amounts(params ReadOnlySpan<long> amounts)
    {
        var built = ImmutableArray.CreateBuilder<BudgetAmount>();
        for (var i = 0; i < amounts.Length; i++)
            if (amounts[i] != 0) built.Add(new BudgetAmount(i + 1, new Rupiah(amounts[i])));
        return built.ToImmutable();
    }

    public static ProcurementPlan Step(ProcurementPlan plan, Decision<PlanEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(plan, static (state, happened) => state.When(happened));
    }
}
