using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Suppliers;
using Marketplace.Tasks;

namespace Marketplace.Purchasing;

/// <summary>
/// One row per order, with whose desk it lies on; and one per supplier or listing that was ever handed in to the
/// catalogue managers. One projection, so that lists, tasks and the live feed share one position.
/// </summary>
public sealed class OrdersAndTasks : IHintingProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = FeedLimits.Projection;

    private const string Insert =
        """
        INSERT INTO order_list (id, organisation, unit, supplier, supplier_name, plan, category, method, creator,
            package_ref, stage, desk, in_transit, due_at, since, total, net, concerns_supplier, buyer_roles,
            letter_number, signer, addendum_desk, to_rate, submitted_at, updated_at, opened, position, small)
        VALUES (@id, @organisation, @unit, @supplier, @supplierName, @plan, @category, @method, @creator,
            @packageRef, @stage, @desk, @transit, @due, @since, @total, @net, @concerns, @buyerRoles,
            @letter, @signer, @addendum, @toRate, @submitted, @updated, @opened, @position, @small)
        """;

    private const string Update =
        """
        UPDATE order_list SET
            stage = COALESCE(@stage, stage),
            desk = CASE WHEN @desk = 'byTransit'
                THEN CASE WHEN in_transit + @transit > 0 THEN 'receiver' ELSE 'supplier' END
                ELSE COALESCE(@desk, desk) END,
            in_transit = in_transit + @transit,
            due_at = COALESCE(@due, due_at),
            since = COALESCE(@since, since),
            total = COALESCE(@total, total),
            net = COALESCE(@net, net),
            concerns_supplier = CASE WHEN @concerns = 1 THEN 1 ELSE concerns_supplier END,
            buyer_roles = COALESCE(@buyerRoles, buyer_roles),
            letter_number = COALESCE(@letter, letter_number),
            signer = COALESCE(@signer, signer),
            addendum_desk = COALESCE(@addendum, addendum_desk),
            to_rate = COALESCE(@toRate, to_rate),
            updated_at = @updated,
            position = @position
        WHERE id = @id
        """;

    private const string Wait =
        """
        INSERT INTO review_task (kind, id, waiting, since, position) VALUES (@kind, @id, @waits, @since, @position)
        ON CONFLICT (kind, id) DO UPDATE SET waiting = excluded.waiting, position = excluded.position,
            since = CASE WHEN review_task.waiting > @anew THEN review_task.since ELSE excluded.since END
        """;

    private const string StopWaiting =
        "UPDATE review_task SET waiting = 0, position = @position WHERE kind = @kind AND id = @id AND waiting = 1";

    /// <summary>Whether something waits for review after an event of this type; null when that depends on it.</summary>
    private static readonly Dictionary<string, bool?> Reviews = new()
    {
        [EventLog.EventTypes.NameOf(typeof(SupplierSubmitted))] = true,
        [EventLog.EventTypes.NameOf(typeof(SupplierVerified))] = false,
        [EventLog.EventTypes.NameOf(typeof(SupplierReturned))] = false,
        [EventLog.EventTypes.NameOf(typeof(SupplierProfileChanged))] = null,
        [EventLog.EventTypes.NameOf(typeof(ItemSubmitted))] = true,
        [EventLog.EventTypes.NameOf(typeof(ItemReviewReopened))] = true,
        [EventLog.EventTypes.NameOf(typeof(ItemPublished))] = false,
        [EventLog.EventTypes.NameOf(typeof(ItemRejected))] = false,
        [EventLog.EventTypes.NameOf(typeof(ItemDelisted))] = false,
    };

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 4;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["order_list", "review_task"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE order_list (
            id                TEXT   NOT NULL PRIMARY KEY,
            organisation      TEXT   NOT NULL,
            unit              TEXT   NOT NULL,
            supplier          TEXT   NOT NULL,
            supplier_name     TEXT   NOT NULL,
            small             BIGINT NOT NULL,
            plan              TEXT   NOT NULL,
            category          TEXT   NOT NULL,
            method            TEXT   NOT NULL,
            creator           TEXT   NOT NULL,
            package_ref       TEXT,
            stage             TEXT   NOT NULL,
            desk              TEXT   NOT NULL,
            in_transit        BIGINT NOT NULL,
            due_at            BIGINT NOT NULL,
            since             BIGINT NOT NULL,
            total             BIGINT NOT NULL,
            net               BIGINT NOT NULL,
            concerns_supplier BIGINT NOT NULL,
            buyer_roles       TEXT   NOT NULL,
            letter_number     TEXT,
            signer            TEXT,
            addendum_desk     TEXT   NOT NULL,
            to_rate           BIGINT NOT NULL,
            submitted_at      BIGINT NOT NULL,
            updated_at        BIGINT NOT NULL,
            opened            BIGINT NOT NULL,
            position          BIGINT NOT NULL
        );
        CREATE INDEX order_list_organisation ON order_list (organisation, opened);
        CREATE INDEX order_list_supplier ON order_list (supplier, opened);
        CREATE INDEX order_list_position ON order_list (position);
        CREATE INDEX order_list_to_rate ON order_list (signer, since) WHERE to_rate = 1;
        CREATE TABLE review_task (
            kind     TEXT   NOT NULL,
            id       TEXT   NOT NULL,
            waiting  BIGINT NOT NULL,
            since    BIGINT NOT NULL,
            position BIGINT NOT NULL,
            PRIMARY KEY (kind, id)
        );
        CREATE INDEX review_task_position ON review_task (position);
        CREATE INDEX review_task_waiting ON review_task (since) WHERE waiting = 1;
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes { get; } =
    [
        .. EventLog.EventTypes.All
            .Where(static pair => pair.Value.IsSubclassOf(typeof(OrderEvent)) && pair.Value != typeof(EffectsSettled))
            .Select(static pair => pair.Key),
        .. Reviews.Keys,
    ];

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        var orders = new Dictionary<string, OrderListChange>();
        var reviews = new Dictionary<string, ReviewTaskChange>();
        foreach (var stored in events)
        {
            if (Reviews.TryGetValue(stored.Type, out var waits))
            {
                // A profile that changes without need for verification leaves things as they are.
                if (waits is null && !((SupplierProfileChanged)EventLog.EventTypes.Read(stored)).NeedsVerification)
                    continue;
                if (!reviews.TryGetValue(stored.Stream, out var review))
                    reviews[stored.Stream] = review = new ReviewTaskChange();
                review.Add(waits ?? true, stored);
                continue;
            }

            if (!orders.TryGetValue(stored.Key, out var change)) orders[stored.Key] = change = new OrderListChange();
            change.Add((OrderEvent)EventLog.EventTypes.Read(stored), stored.Position);
        }

        foreach (var (id, change) in orders)
        {
            if (change.Submitted is { } submitted) await Write(id, submitted, change, rows);
            else await Write(id, change, rows);
        }

        foreach (var (stream, review) in reviews) await Write(stream, review, rows);
    }

    private static Task Write(
        string id, OrderSubmitted submitted, OrderListChange change, RowWriter rows) =>
        rows.Write(
            Insert,
            ("id", id),
            ("organisation", submitted.Terms.Organisation.Value),
            ("unit", submitted.Terms.Unit.Value),
            ("supplier", submitted.Terms.Supplier.Value),
            ("supplierName", submitted.Terms.SupplierName),
            ("plan", submitted.Terms.Plan.Value),
            ("category", submitted.Terms.Category.Value),
            ("method", OrderListChange.NameOf(submitted.Terms.Method)),
            ("creator", submitted.Terms.Creator.Value),
            ("packageRef", submitted.Terms.PackageRef),
            ("stage", OrderListChange.NameOf(change.Stage!.Value)),
            ("desk", change.Desk != OrderListChange.DeskByTransit ? change.Desk
                : OrderListChange.NameOf(change.Transit > 0 ? Desk.Receiver : Desk.Supplier)),
            ("transit", (long)change.Transit),
            ("due", change.DueAt ?? OrderListChange.NoLimit),
            ("since", change.Since),
            ("total", change.Totals!.Total.Amount),
            ("net", change.Totals.NetToSupplier.Amount),
            ("concerns", change.ConcernsSupplier ? 1L : 0L),
            ("buyerRoles", change.BuyerRoles ?? ""),
            ("letter", change.LetterNumber),
            ("signer", change.Signer),
            ("addendum", change.AddendumDesk ?? ""),
            ("toRate", change.ToRate ?? 0L),
            ("submitted", submitted.At.ToUnixTimeMilliseconds()),
            ("updated", change.UpdatedAt),
            ("opened", change.Opened),
            ("small", submitted.Terms.SupplierSize is BusinessSize.Medium or BusinessSize.Large ? 0L : 1L),
            ("position", change.Position));

    private static Task Write(string id, OrderListChange change, RowWriter rows) => rows.Write(
        Update,
        ("id", id),
        ("stage", change.Stage is { } stage ? OrderListChange.NameOf(stage) : null),
        ("desk", change.Desk),
        ("transit", (long)change.Transit),
        ("due", change.DueAt),
        ("since", change.Since),
        ("total", change.Totals?.Total.Amount),
        ("net", change.Totals?.NetToSupplier.Amount),
        ("concerns", change.ConcernsSupplier ? 1L : 0L),
        ("buyerRoles", change.BuyerRoles),
        ("letter", change.LetterNumber),
        ("signer", change.Signer),
        ("addendum", change.AddendumDesk),
        ("toRate", change.ToRate),
        ("updated", change.UpdatedAt),
        ("position", change.Position));

    private static Task Write(string stream, ReviewTaskChange review, RowWriter rows)
    {
        var slash = stream.IndexOf('/', StringComparison.Ordinal);
        var (kind, id) = (stream[..slash], stream[(slash + 1)..]);
        return review.HasWaited
            ? rows.Write(
                Wait,
                ("kind", kind), ("id", id), ("waits", review.Waits ? 1L : 0L), ("since", review.Since),
                ("anew", review.IsAnew ? 1L : 0L), ("position", review.Position))
            : rows.Write(StopWaiting, ("kind", kind), ("id", id), ("position", review.Position));
    }
}
