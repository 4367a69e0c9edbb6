using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Projections;
using Marketplace.Purchasing;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Tasks;

/// <inheritdoc cref="ITaskListGrain"/>
[StatelessWorker, GrainType("task-list")]
public sealed class TaskListGrain(ListReader reader) : Grain, ITaskListGrain
{
    private const string Supplier = "supplier";
    private const string Item = "catalogue-item";
    private const int MaxStirred = 500;

    /// <inheritdoc />
    public async Task<Result<Page<WaitingTask>>> Tasks(Caller caller, TaskFilter filter, PageRequest page)
    {
        var parties = await GrainFactory.PartiesOf(caller);
        var scope = new OrderScope(parties);
        var parts = new List<string>
        {
            OfOrders(TaskKind.Order, scope.OnDesk()),
            OfOrders(TaskKind.Addendum, scope.AddendumOpen()),
            OfOrders(TaskKind.Rating, scope.ToRate()),
        };
        if (parties.ManagesCatalogue) parts.Add(OfReviews);
        var kind = filter.Kind is { } wanted ? $"kind = {(int)wanted}" : "kind > 0";
        var query = new ListQuery(
            OrdersAndTasks.ProjectionName,
            $"SELECT * FROM ({string.Join(" UNION ALL ", parts)}) AS task WHERE {kind}",
            scope.Parameters,
            [
                .. filter.Sort switch
                {
                    TaskSort.Largest => [SortColumn.Number("worth")],
                    TaskSort.Longest => [],
                    _ => (ReadOnlySpan<SortColumn>)[SortColumn.Number("due_at")],
                },
                SortColumn.Number("since"), SortColumn.Text("id"), SortColumn.Number("kind"),
            ],
            Descending: filter.Sort == TaskSort.Largest);
        return await reader.Page<TaskRow, WaitingTask>(query, page, static row => row.Task());
    }

    /// <inheritdoc />
    public async Task<FeedPage> Changes(Caller caller, long? after)
    {
        var parties = await GrainFactory.PartiesOf(caller);
        var names = NamesOf(parties);
        if (after is not { } position) return new FeedPage([], await Reached(), HasMore: false, names);
        var scope = new OrderScope(parties);
        var waits = $"({scope.OnDesk()} OR {scope.AddendumOpen()} OR ({scope.ToRate()}))";
        var sql =
            $"""
            SELECT position, {(int)TaskKind.Order} AS kind, id, stage, desk,
                CASE WHEN {waits} THEN 1 ELSE 0 END AS waits
            FROM order_list WHERE position > {scope.Parameter(position)} AND {scope.Visible}
            """;
        if (parties.ManagesCatalogue)
        {
            sql +=
                $"""
                 UNION ALL SELECT position, {KindOfReview}, id, NULL, NULL, waiting
                FROM review_task WHERE position > {scope.Parameter(position)}
                """;
        }

        var rows = await reader.Rows<ChangeRow>(
            OrdersAndTasks.ProjectionName,
            $"SELECT * FROM ({sql}) AS change ORDER BY position LIMIT {FeedLimits.MaxChanges + 1}",
            scope.Parameters);
        var changes = rows.Take(FeedLimits.MaxChanges).Select(static row => row.Change()).ToImmutableArray();
        var through = changes.IsEmpty ? position : changes[^1].Position;
        return new FeedPage(changes, through, rows.Count > FeedLimits.MaxChanges, names);
    }

    /// <inheritdoc />
    public async Task<Stirred> Stirred(long? after)
    {
        if (after is not { } position) return new Stirred([], await Reached());
        const string sql =
            """
            SELECT position, organisation, supplier FROM order_list WHERE position > @position
            UNION ALL SELECT position, @operator, '' FROM review_task WHERE position > @position
            LIMIT @limit
            """;
        var rows = await reader.Rows<StirredRow>(
            OrdersAndTasks.ProjectionName, sql,
            new { position, @operator = WellKnown.Operator.Value, limit = MaxStirred + 1L });
        if (rows.Count == 0) return new Stirred([], position);
        if (rows.Count > MaxStirred) return new Stirred([Marketplace.Tasks.Stirred.Everyone], await Reached());
        return new Stirred(
            [.. rows.SelectMany(static row => row.Names()).Distinct()], rows.Max(static row => row.Position));
    }

    private const string KindOfReview = $"CASE WHEN kind = '{Supplier}' THEN 4 ELSE 5 END";

    private const string OfReviews =
        $"""
        SELECT {KindOfReview} AS kind, id, 9007199254740991 AS due_at, since, NULL AS stage, NULL AS organisation,
            NULL AS unit, NULL AS supplier, NULL AS total, 0 AS worth
        FROM review_task WHERE waiting = 1
        """;

    private static string OfOrders(TaskKind kind, string condition) =>
        $"""
        SELECT {(int)kind} AS kind, id, due_at, since, stage, organisation, unit, supplier, total, total AS worth
        FROM order_list WHERE {condition}
        """;

    private Task<long> Reached() =>
        GrainFactory.Projection(OrdersAndTasks.ProjectionName).WaitFor(0, ProjectionLimits.LongestWait);

    private static ImmutableArray<string> NamesOf(CallerParties parties)
    {
        if (parties.ReadsAll) return [Marketplace.Tasks.Stirred.Everyone];
        return
        [
            .. parties.Organisations.Select(static id => $"organisation/{id}"),
            .. parties.Suppliers.Select(static id => $"supplier/{id}"),
        ];
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class TaskRow
    {
        public long Kind { get; init; }
        public string Id { get; init; } = "";
        public long Due_At { get; init; }
        public long Since { get; init; }
        public string? Stage { get; init; }
        public string? Organisation { get; init; }
        public string? Unit { get; init; }
        public string? Supplier { get; init; }
        public long? Total { get; init; }

        public WaitingTask Task() => new(
            (TaskKind)Kind, Id, At(Since), Due_At == OrderListChange.NoLimit ? null : At(Due_At),
            Stage is null ? null : Enum.Parse<OrderStage>(Stage, ignoreCase: true),
            Organisation is null ? null : OrganisationId.Wrap(Organisation),
            Unit is null ? null : UnitId.Wrap(Unit),
            Supplier is null ? null : SupplierId.Wrap(Supplier),
            Total is { } total ? new Rupiah(total) : null);
    }

    private sealed class ChangeRow
    {
        public long Position { get; init; }
        public long Kind { get; init; }
        public string Id { get; init; } = "";
        public string? Stage { get; init; }
        public string? Desk { get; init; }
        public long Waits { get; init; }

        public FeedChange Change() => new(
            Position, (TaskKind)Kind, Id,
            Stage is null ? null : Enum.Parse<OrderStage>(Stage, ignoreCase: true),
            Desk is null ? null : Enum.Parse<Desk>(Desk, ignoreCase: true),
            Waits > 0);
    }

    private sealed class StirredRow
    {
        public long Position { get; init; }
        public string Organisation { get; init; } = "";
        public string Supplier { get; init; } = "";

        public IEnumerable<string> Names() => Supplier.Length == 0
            ? [$"organisation/{Organisation}"]
            : [$"organisation/{Organisation}", $"supplier/{Supplier}"];
    }
}
