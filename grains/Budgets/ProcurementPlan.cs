using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>The rules of a procurement plan package: its life from draft to closed. The ledger is beside it.</summary>
public sealed partial record ProcurementPlan
{
    /// <summary>A plan that was never entered.</summary>
    public static readonly ProcurementPlan Absent = new();

    /// <summary>Where it stands.</summary>
    public PlanStage Stage { get; init; }

    /// <summary>Whose plan it is.</summary>
    public OrganisationId Organisation { get; init; }

    /// <summary>The unit that spends it.</summary>
    public UnitId Unit { get; init; }

    /// <summary>Budget year.</summary>
    public int Year { get; init; }

    /// <summary>Its content; null while absent.</summary>
    public PlanPackage? Package { get; init; }

    /// <summary>What it takes of its unit's budget: its ceiling while announced, what was spent once closed.</summary>
    public Rupiah Reservation => Stage switch
    {
        PlanStage.Announced => Package!.Ceiling,
        PlanStage.Closed => Lines.Values.Sum(static line => line.Balance.Used),
        _ => Rupiah.Zero,
    };

    /// <summary>Enters the package.</summary>
    /// <param name="draft">Whose, and what.</param>
    /// <param name="unitExists">Whether the organisation has the unit.</param>
    /// <param name="officerAppointed">Whether the commitment officer named is one of the unit.</param>
    public Decision<PlanEvent> Draft(DraftPlan draft, bool unitExists, bool officerAppointed)
    {
        if (Stage != PlanStage.Absent) return CommonRefusals.AlreadyExists;
        if (Check.Range(draft.Year, "year", OrganisationLimits.MinYear, OrganisationLimits.MaxYear) is { } malformed)
            return malformed;
        if (!unitExists) return OrganisationRefusals.UnitMissing.With("unit", draft.Unit).On("unit");
        if (RefusalOf(draft.Package, draft.Year, officerAppointed) is { } refusal) return refusal;
        return new PlanDrafted(draft.Organisation, draft.Unit, draft.Year, Ordered(draft.Package));
    }

    /// <summary>Announces it.</summary>
    public Decision<PlanEvent> Announce() => Stage switch
    {
        PlanStage.Absent => CommonRefusals.NotFound,
        PlanStage.Draft => new PlanAnnounced(),
        _ => BudgetRefusals.NotDraft.With("stage", Stage),
    };

    /// <summary>Replaces its content.</summary>
    /// <param name="revise">The content and why.</param>
    /// <param name="mayAnnounce">Whether the caller may announce, which an announced plan's revision needs.</param>
    /// <param name="officerAppointed">Whether the commitment officer named is one of the unit.</param>
    public Decision<PlanEvent> Revise(RevisePlan revise, bool mayAnnounce, bool officerAppointed)
    {
        if (Stage == PlanStage.Absent) return CommonRefusals.NotFound;
        if (Stage == PlanStage.Announced && !mayAnnounce) return CommonRefusals.NotAllowed;
        if (Stage == PlanStage.Closed) return BudgetRefusals.Closed;
        if (Check.Text(revise.Reason, "reason", PlanLimits.MaxReason) is { } malformed) return malformed;
        if (RefusalOf(revise.Package, Year, officerAppointed) is { } refusal) return refusal;
        foreach (var (number, line) in Lines)
        {
            var ceiling = revise.Package.Lines.FirstOrDefault(kept => kept.Line == number)?.Ceiling ?? Rupiah.Zero;
            if (ceiling < line.Balance.Used)
            {
                return BudgetRefusals.CeilingBelowUse.With("line", number).With("used", line.Balance.Used.Amount)
                    .With("ceiling", ceiling.Amount).On("lines");
            }
        }

        return new PlanRevised(Ordered(revise.Package), revise.Reason);
    }

    /// <summary>Closes it for new orders.</summary>
    public Decision<PlanEvent> Close(string reason)
    {
        if (Stage == PlanStage.Absent) return CommonRefusals.NotFound;
        if (Stage == PlanStage.Closed) return BudgetRefusals.Closed;
        if (Stage == PlanStage.Draft) return BudgetRefusals.NotAnnounced.With("stage", Stage);
        if (Check.Text(reason, "reason", PlanLimits.MaxReason) is { } malformed) return malformed;
        if (!Active.IsEmpty)
        {
            return BudgetRefusals.OrdersOpen.With("orders", Active.Count)
                .With("open", Lines.Values.Sum(static line => line.Balance.Held + line.Balance.Committed).Amount);
        }

        return new PlanClosed(reason);
    }

    /// <summary>The state after one more event.</summary>
    public ProcurementPlan When(PlanEvent happened) => happened switch
    {
        PlanDrafted drafted => With(drafted.Package) with
        {
            Stage = PlanStage.Draft,
            Organisation = drafted.Organisation,
            Unit = drafted.Unit,
            Year = drafted.Year,
        },
        PlanAnnounced => this with { Stage = PlanStage.Announced },
        PlanRevised revised => With(revised.Package),
        PlanClosed => this with { Stage = PlanStage.Closed },
        LedgerEvent moved => Moved(moved),
        _ => throw new InvalidOperationException($"Unknown plan event {happened.GetType().Name}."),
    };

    private ProcurementPlan With(PlanPackage package) => this with
    {
        Package = package,
        Lines = package.Lines.ToImmutableSortedDictionary(
            static line => line.Line,
            line => new LedgerLine(line, Lines.TryGetValue(line.Line, out var known) ? known.Balance : Balance.Zero)),
    };

    /// <summary>What an order has to know of the plan; null when there is none.</summary>
    public PlanTerms? Terms(RupCode code) => Package is not { } package
        ? null
        : new PlanTerms
        {
            Code = code,
            Organisation = Organisation,
            Unit = Unit,
            IsAnnounced = Stage == PlanStage.Announced,
            Ceiling = package.Ceiling,
            From = package.From,
            Until = package.Until,
            ReservedForSmall = package.ReservedForSmall,
            DomesticOnly = package.DomesticOnly,
            Lines =
            [
                .. package.Lines.Select(static line => new PlanLineTerms(line.Line, line.Account, line.FundingSource)),
            ],
        };

    private static PlanPackage Ordered(PlanPackage package) =>
        package with { Lines = [.. package.Lines.OrderBy(static line => line.Line)] };

    private static Refusal? RefusalOf(PlanPackage package, int year, bool officerAppointed)
    {
        if (ShapeOf(package, year) is { } malformed) return malformed;
        var lines = package.Lines.Sum(static line => line.Ceiling.Amount);
        if (lines != package.Ceiling.Amount)
        {
            return BudgetRefusals.LinesNotCeiling.With("ceiling", package.Ceiling.Amount).With("lines", lines)
                .On("ceiling");
        }

        if (package.ReservedForSmall != string.IsNullOrWhiteSpace(package.NotReservedReason))
            return BudgetRefusals.NotReservedReason.On("notReservedReason");
        return officerAppointed
            ? null
            : BudgetRefusals.OfficerNotAppointed.With("user", package.CommitmentOfficer).On("commitmentOfficer");
    }

    private static Refusal? ShapeOf(PlanPackage package, int year) =>
        Check.Text(package.Name, "name", PlanLimits.MaxName)
        ?? Check.Text(package.NotReservedReason, "notReservedReason", PlanLimits.MaxReason, required: false)
        ?? (package.From.Year == year ? null : CommonRefusals.InvalidPeriod.On("from"))
        ?? (package.From <= package.Until ? null : CommonRefusals.InvalidPeriod.On("until"))
        ?? Check.Money(package.Ceiling, "ceiling", 1, Rupiah.MaxAmount)
        ?? Check.Count(package.Lines.IsDefault ? 0 : package.Lines.Length, "lines", 1, PlanLimits.MaxLines)
        ?? (package.Lines.Select(static line => line?.Line).Distinct().Count() == package.Lines.Length
            ? null
            : CommonRefusals.InvalidCount.With("min", 1).With("max", PlanLimits.MaxLines).On("lines"))
        ?? package.Lines.Select(ShapeOf).FirstOrDefault(static refusal => refusal is not null);

    private static Refusal? ShapeOf(BudgetLine? line, int index) => line is null
        ? CommonRefusals.InvalidCount.With("min", 1).With("max", PlanLimits.MaxLines).On($"lines[{index}]")
        : Check.Range(line.Line, $"lines[{index}].line", 1, PlanLimits.MaxLine)
        ?? Check.Money(line.Ceiling, $"lines[{index}].ceiling", 1, Rupiah.MaxAmount);
}
