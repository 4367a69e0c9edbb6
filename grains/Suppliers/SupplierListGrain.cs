using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Projections;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Suppliers;

/// <inheritdoc cref="ISupplierListGrain"/>
/// <param name="lists">Reads the projections.</param>
/// <param name="clock">The time.</param>
[StatelessWorker, GrainType("supplier-lists")]
public sealed class SupplierListGrain(ListReader lists, TimeProvider clock) : Grain, ISupplierListGrain
{
    /// <summary>What any order of these lists needs.</summary>
    private const string Sorted = "id, name_key, submitted_at";

    private const string MaySell =
        """
        FROM supplier_row
        WHERE stage = 'Verified'
          AND NOT EXISTS (SELECT 1 FROM supplier_suspension WHERE supplier = supplier_row.id AND until_at > @now)
        """;

    /// <inheritdoc />
    public async Task<Result<Page<SupplierSummary>>> Verified(SupplierFilter filter, PageRequest page)
    {
        if (Check.Text(filter.Text, "text", SupplierLimits.MaxSearchLength, required: false) is { } malformed)
            return malformed;
        var sql = $"SELECT {Sorted}, name, trade_name, size, activity, region {MaySell}";
        if (filter.Region is not null) sql += " AND region = @region";
        if (filter.Size is not null) sql += " AND size = @size";
        if (!string.IsNullOrWhiteSpace(filter.Text))
            sql += @" AND (name_key LIKE @text ESCAPE '\' OR trade_key LIKE @text ESCAPE '\')";
        var parameters = new
        {
            now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            region = filter.Region?.Value,
            size = filter.Size?.ToString(),
            text = ListText.Prefix(filter.Text ?? ""),
        };
        var query = new ListQuery(
            SupplierList.ProjectionName, sql, parameters, ColumnsOf(filter.Sort), filter.Sort == SupplierSort.Newest);
        return await lists.Page<SummaryRow, SupplierSummary>(query, page, static row => row.Map());
    }

    /// <inheritdoc />
    public async Task<SupplierFigures> Figures()
    {
        var rows = await lists.Rows<FiguresRow>(
            SupplierList.ProjectionName,
            $"""
            SELECT COUNT(*) AS verified,
                   COALESCE(SUM(CASE WHEN size IN ('Micro', 'Small', 'Cooperative') THEN 1 ELSE 0 END), 0) AS small
            {MaySell}
            """,
            new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        return new SupplierFigures(rows[0].Verified, rows[0].Small);
    }

    /// <inheritdoc />
    public async Task<Result<Page<QueuedSupplier>>> Queue(
        Caller caller, SupplierStage stage, SupplierSort? sort, PageRequest page)
    {
        if (!await SeesQueues(caller)) return CommonRefusals.NotAllowed;
        var query = new ListQuery(
            SupplierList.ProjectionName,
            $"SELECT {Sorted}, name, stage, region, reviewer FROM supplier_row WHERE stage = @stage",
            new { stage = stage.ToString() },
            ColumnsOf(sort ?? SupplierSort.Newest),
            Descending: sort == SupplierSort.Newest);
        return await lists.Page<QueueRow, QueuedSupplier>(query, page, static row => row.Map());
    }

    /// <inheritdoc />
    public async Task<Result<SupplierQueueFigures>> QueueFigures(Caller caller)
    {
        if (!await SeesQueues(caller)) return CommonRefusals.NotAllowed;
        var rows = await lists.Rows<QueueFiguresRow>(
            SupplierList.ProjectionName,
            """
            SELECT (SELECT COUNT(*) FROM supplier_row WHERE stage = 'Submitted') AS submitted,
                   (SELECT COUNT(*) FROM supplier_row WHERE stage = 'InReview') AS in_review,
                   (SELECT COUNT(*) FROM supplier_row WHERE stage = 'Returned') AS returned
            """);
        return new SupplierQueueFigures(rows[0].Submitted, rows[0].In_Review, rows[0].Returned);
    }

    /// <inheritdoc />
    public async Task<Result<Page<QueuedSupplier>>> Mine(Caller caller, PageRequest page)
    {
        if (caller == Caller.Anonymous) return CommonRefusals.NotAllowed;
        var query = new ListQuery(
            SupplierList.ProjectionName,
            $"SELECT {Sorted}, name, stage, region, reviewer FROM supplier_row "
            + "WHERE id IN (SELECT supplier FROM supplier_member_row WHERE member = @user)",
            new { user = caller.User.Value },
            ColumnsOf(SupplierSort.Name));
        return await lists.Page<QueueRow, QueuedSupplier>(query, page, static row => row.Map());
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<SharedNumber>> SharedWith(SupplierId supplier)
    {
        var rows = await lists.Rows<SharedRow>(
            PartyFingerprints.ProjectionName,
            """
            SELECT DISTINCT other.party AS party, other.kind AS kind
            FROM party_fingerprint mine
            JOIN party_fingerprint other
              ON other.kind = mine.kind AND other.fingerprint = mine.fingerprint AND other.party <> mine.party
            WHERE mine.party = @party
              AND (other.party NOT LIKE 'person/%'
                OR EXISTS (SELECT 1 FROM party_claim WHERE party_claim.party = other.party))
            ORDER BY party, kind
            LIMIT @limit
            """,
            new { party = PartyFingerprints.PartyOf(supplier.Value), limit = SupplierLimits.MaxShared });
        return [.. rows.Select(static row => new SharedNumber(row.Party, row.Kind))];
    }

    private static ImmutableArray<SortColumn> ColumnsOf(SupplierSort sort) => sort == SupplierSort.Newest
        ? [SortColumn.Number("submitted_at"), SortColumn.Text("id")]
        : [SortColumn.Text("name_key"), SortColumn.Text("id")];

    private async Task<bool> SeesQueues(Caller caller)
    {
        var authority = await GrainFactory.AuthorityOf(caller, WellKnown.Operator);
        return authority.Has(unit: null, Role.CatalogManager, Role.Facilitator, Role.InternalAuditor);
    }

#pragma warning disable CA1812 // Dapper makes them.
    private sealed class SummaryRow
    {
        public string Id { get; set; } = "";
        public string Name { get; set; } = "";
        public string Trade_Name { get; set; } = "";
        public string? Size { get; set; }
        public string Activity { get; set; } = "";
        public string? Region { get; set; }

        public SupplierSummary Map() => new(
            SupplierId.Wrap(Id),
            Name,
            Trade_Name,
            Size is null ? null : Enum.Parse<BusinessSize>(Size),
            Enum.Parse<SupplierActivity>(Activity),
            Region is null ? null : RegionCode.Wrap(Region));
    }

    private sealed class FiguresRow
    {
        public long Verified { get; set; }
        public long Small { get; set; }
    }

    private sealed class QueueFiguresRow
    {
        public long Submitted { get; set; }
        public long In_Review { get; set; }
        public long Returned { get; set; }
    }

    private sealed class QueueRow
    {
        public string Id { get; set; } = "";
        public string Name { get; set; } = "";
        public string Stage { get; set; } = "";
        public string? Region { get; set; }
        public long Submitted_At { get; set; }
        public string? Reviewer { get; set; }

        public QueuedSupplier Map() => new(
            SupplierId.Wrap(Id),
            Name,
            Enum.Parse<SupplierStage>(Stage),
            Region is null ? null : RegionCode.Wrap(Region),
            Submitted_At == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(Submitted_At),
            Reviewer is null ? null : UserId.Wrap(Reviewer));
    }

    private sealed class SharedRow
    {
        public string Party { get; set; } = "";
        public string Kind { get; set; } = "";
    }
#pragma warning restore CA1812
}
