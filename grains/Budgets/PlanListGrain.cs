using System.Globalization;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Projections;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Budgets;

/// <inheritdoc cref="IPlanListGrain"/>
/// <param name="lists">Reads the projection.</param>
[StatelessWorker, GrainType("plan-list")]
public sealed class PlanListGrain(ListReader lists) : Grain, IPlanListGrain
{
    /// <inheritdoc />
    public async Task<Result<Page<PlanRow>>> Find(Caller caller, PlanFilter filter, PageRequest page)
    {
        if (Check.Text(filter.Text, "q", PlanLimits.MaxName, required: false) is { } malformed) return malformed;
        var inside = await SeesInside(caller, filter.Organisation);
        var where = inside ? "1 = 1" : "stage <> @draft";
        if (filter.Organisation is not null) where += " AND organisation = @organisation";
        if (filter.Unit is not null) where += " AND unit = @unit";
        if (filter.Year is not null) where += " AND year = @year";
        if (filter.Stage is not null) where += " AND stage = @stage";
        if (!string.IsNullOrWhiteSpace(filter.Text))
            where += @" AND (name_key LIKE @text ESCAPE '\' OR rup_code LIKE @text ESCAPE '\')";
        return await lists.Page<Row, PlanRow>(
            new ListQuery(
                PlanLedger.ProjectionName,
                $"""
                SELECT rup_code, rup_code AS code, stage, organisation, unit, year, name, method, kind,
                    from_day AS fromday, until_day AS untilday, ceiling, held, committed, realised
                FROM plan WHERE {where}
                """,
                new
                {
                    draft = nameof(PlanStage.Draft),
                    organisation = filter.Organisation?.Value,
                    unit = filter.Unit?.Value,
                    year = (long?)filter.Year,
                    stage = filter.Stage?.ToString(),
                    text = ListText.Prefix(filter.Text ?? ""),
                },
                [SortColumn.Text("rup_code")]),
            page,
            row => row.ToItem(inside));
    }

    /// <inheritdoc />
    public async Task<Result<Page<LedgerEntry>>> Ledger(Caller caller, RupCode plan, PageRequest page)
    {
        if (await GrainFactory.Plan(plan).View(caller) is not { } view) return CommonRefusals.NotFound;
        if (view.Inside is null) return CommonRefusals.NotAllowed;
        return await lists.Page<EntryRow, LedgerEntry>(
            new ListQuery(
                PlanLedger.ProjectionName,
                """
                SELECT position, at, kind, order_id AS orderid, line, held, committed, realised
                FROM plan_entry WHERE rup_code = @code
                """,
                new { code = plan.Value },
                [SortColumn.Number("position"), SortColumn.Number("line")]),
            page,
            static row => new LedgerEntry(
                row.Position, DateTimeOffset.FromUnixTimeMilliseconds(row.At), Enum.Parse<LedgerEntryKind>(row.Kind),
                OrderId.Wrap(row.OrderId), (int)row.Line, new Rupiah(row.Held), new Rupiah(row.Committed),
                new Rupiah(row.Realised)));
    }

    private async Task<bool> SeesInside(Caller caller, OrganisationId? organisation)
    {
        if (organisation is { } asked && (await GrainFactory.AuthorityOf(caller, asked)).Appointments.Length > 0)
            return true;
        var authority = await GrainFactory.AuthorityOf(caller, WellKnown.Operator);
        return authority.Has(unit: null, Role.Administrator, Role.InternalAuditor);
    }

    private sealed class Row
    {
        public string Code { get; init; } = "";

        public string Stage { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string Unit { get; init; } = "";

        public long Year { get; init; }

        public string Name { get; init; } = "";

        public string Method { get; init; } = "";

        public string Kind { get; init; } = "";

        public string FromDay { get; init; } = "";

        public string UntilDay { get; init; } = "";

        public long Ceiling { get; init; }

        public long Held { get; init; }

        public long Committed { get; init; }

        public long Realised { get; init; }

        public PlanRow ToItem(bool inside) => new()
        {
            Code = RupCode.Wrap(Code),
            Stage = Enum.Parse<PlanStage>(Stage),
            Organisation = OrganisationId.Wrap(Organisation),
            Unit = UnitId.Wrap(Unit),
            Year = (int)Year,
            Name = Name,
            Method = Enum.Parse<ProcurementMethod>(Method),
            Kind = Enum.Parse<ProcurementKind>(Kind),
            Ceiling = new Rupiah(Ceiling),
            From = Day(FromDay),
            Until = Day(UntilDay),
            Totals = inside
                ? new PlanTotals(
                    new Rupiah(Held), new Rupiah(Committed), new Rupiah(Realised),
                    new Rupiah(Ceiling - Held - Committed - Realised))
                : null,
        };

        private static DateOnly Day(string text) =>
            DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
    }

    private sealed class EntryRow
    {
        public long Position { get; init; }

        public long At { get; init; }

        public string Kind { get; init; } = "";

        public string OrderId { get; init; } = "";

        public long Line { get; init; }

        public long Held { get; init; }

        public long Committed { get; init; }

        public long Realised { get; init; }
    }
}
