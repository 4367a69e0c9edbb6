using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Projections;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Purchasing;

/// <inheritdoc cref="IOrderListGrain"/>
[StatelessWorker, GrainType("order-list")]
public sealed class OrderListGrain(ListReader reader, TimeProvider clock) : Grain, IOrderListGrain
{
    private ProgrammeFigures? _figures;
    private DateTimeOffset _addedUpAt;

    /// <inheritdoc />
    public async Task<Result<Page<OrderSummary>>> Orders(OrderListRequest request)
    {
        var (scope, condition) = await Wanted(request);
        var query = new ListQuery(
            OrdersAndTasks.ProjectionName,
            $"{Row.Select} WHERE {condition}",
            scope.Parameters,
            request.Sort switch
            {
                OrderSort.Largest => [SortColumn.Number("total"), SortColumn.Number("opened")],
                OrderSort.Due => [SortColumn.Number("due_at"), SortColumn.Number("opened")],
                _ => [SortColumn.Number("opened")],
            },
            Descending: request.Sort is OrderSort.Newest or OrderSort.Largest);
        return await reader.Page<Row, OrderSummary>(query, request.Page, static row => row.Summary());
    }

    /// <inheritdoc />
    public async Task<OrderSums> Sums(OrderListRequest request)
    {
        var (scope, condition) = await Wanted(request);
        var rows = await reader.Rows<SumsRow>(
            OrdersAndTasks.ProjectionName,
            $"""
            SELECT COUNT(*) AS orders, CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total
            FROM order_list WHERE {condition}
            """,
            scope.Parameters);
        return new OrderSums(rows[0].Orders, new Rupiah(rows[0].Total));
    }

    /// <inheritdoc />
    public async Task<ProgrammeFigures> Figures()
    {
        var now = clock.GetUtcNow();
        if (_figures is { } known && now - _addedUpAt < ProgrammeFigures.MaxAge) return known;
        var rows = await reader.Rows<FiguresRow>(
            OrdersAndTasks.ProjectionName,
            """
            SELECT COUNT(*) AS orders, CAST(COALESCE(SUM(total), 0) AS BIGINT) AS total,
                   CAST(COALESCE(SUM(CASE WHEN small = 1 THEN total ELSE 0 END), 0) AS BIGINT) AS small
            FROM order_list
            WHERE letter_number IS NOT NULL AND submitted_at >= @from
              AND stage NOT IN ('cancelled', 'autoCancelled', 'rejected', 'failed', 'terminated')
            """,
            new { from = StartOf(new DateOnly(Wib.DateOf(now).Year, 1, 1)) });
        _addedUpAt = now;
        return _figures = new ProgrammeFigures(
            rows[0].Orders, new Rupiah(rows[0].Total), new Rupiah(rows[0].Small));
    }

    /// <summary>Constant text per condition asked for; the values travel as parameters.</summary>
    private async Task<(OrderScope Scope, string Condition)> Wanted(OrderListRequest request)
    {
        var scope = new OrderScope(await GrainFactory.PartiesOf(request.Caller));
        List<string> conditions = [request.Side is { } side ? scope.On(side) : scope.Visible];
        if (request.Stage is { } stage) conditions.Add($"stage = {scope.Parameter(OrderListChange.NameOf(stage))}");
        if (request.Plan is { } plan) conditions.Add($"plan = {scope.Parameter(plan.Value)}");
        if (request.Supplier is { } supplier) conditions.Add($"supplier = {scope.Parameter(supplier.Value)}");
        if (request.Organisation is { } organisation)
            conditions.Add($"organisation = {scope.Parameter(organisation.Value)}");
        if (request.From is { } from) conditions.Add($"submitted_at >= {scope.Parameter(StartOf(from))}");
        if (request.Until is { } until) conditions.Add($"submitted_at < {scope.Parameter(StartOf(until.AddDays(1)))}");
        return (scope, string.Join(" AND ", conditions));
    }

    private static long StartOf(DateOnly date) => Wib.StartOf(date).ToUnixTimeMilliseconds();

    private sealed record SumsRow(long Orders, long Total);

    private sealed record FiguresRow(long Orders, long Total, long Small);

    private sealed class Row
    {
        public const string Select =
            """
            SELECT id, organisation, unit, supplier, supplier_name AS SupplierName, plan, category, method, stage, desk,
                total, net, submitted_at AS SubmittedAt, updated_at AS UpdatedAt, due_at, due_at AS DueAt,
                letter_number AS LetterNumber, package_ref AS PackageRef, position, opened
            FROM order_list
            """;

        public string Id { get; init; } = "";
        public string Organisation { get; init; } = "";
        public string Unit { get; init; } = "";
        public string Supplier { get; init; } = "";
        public string SupplierName { get; init; } = "";
        public string Plan { get; init; } = "";
        public string Category { get; init; } = "";
        public string Method { get; init; } = "";
        public string Stage { get; init; } = "";
        public string Desk { get; init; } = "";
        public long Total { get; init; }
        public long Net { get; init; }
        public long SubmittedAt { get; init; }
        public long UpdatedAt { get; init; }
        public long DueAt { get; init; }
        public string? LetterNumber { get; init; }
        public string? PackageRef { get; init; }
        public long Position { get; init; }

        public OrderSummary Summary() => new()
        {
            Id = OrderId.Wrap(Id),
            Organisation = OrganisationId.Wrap(Organisation),
            Unit = UnitId.Wrap(Unit),
            Supplier = SupplierId.Wrap(Supplier),
            SupplierName = SupplierName,
            Plan = RupCode.Wrap(Plan),
            Category = CategoryCode.Wrap(Category),
            Method = Enum.Parse<PurchaseMethod>(Method, ignoreCase: true),
            Stage = Enum.Parse<OrderStage>(Stage, ignoreCase: true),
            Desk = Enum.Parse<Desk>(Desk, ignoreCase: true),
            Total = new Rupiah(Total),
            NetToSupplier = new Rupiah(Net),
            SubmittedAt = DateTimeOffset.FromUnixTimeMilliseconds(SubmittedAt),
            UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
            DueAt = DueAt == OrderListChange.NoLimit ? null : DateTimeOffset.FromUnixTimeMilliseconds(DueAt),
            LetterNumber = LetterNumber,
            PackageRef = PackageRef,
            Position = Position,
        };
    }
}
