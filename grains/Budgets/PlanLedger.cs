using System.Globalization;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Values;

namespace Marketplace.Budgets;

/// <summary>
/// Procurement plans with what their lines hold together (<c>plan</c>), and every movement of their ledgers
/// (<c>plan_entry</c>).
/// </summary>
public sealed class PlanLedger : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = "plans";

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 1;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["plan", "plan_entry"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE plan (
            rup_code     TEXT   NOT NULL PRIMARY KEY,
            stage        TEXT   NOT NULL,
            organisation TEXT   NOT NULL,
            unit         TEXT   NOT NULL,
            year         BIGINT NOT NULL,
            name         TEXT   NOT NULL,
            name_key     TEXT   NOT NULL,
            method       TEXT   NOT NULL,
            kind         TEXT   NOT NULL,
            from_day     TEXT   NOT NULL,
            until_day    TEXT   NOT NULL,
            ceiling      BIGINT NOT NULL,
            held         BIGINT NOT NULL,
            committed    BIGINT NOT NULL,
            realised     BIGINT NOT NULL
        );
        CREATE INDEX plan_organisation ON plan (organisation, unit, year, rup_code);
        CREATE TABLE plan_entry (
            rup_code  TEXT   NOT NULL,
            position  BIGINT NOT NULL,
            line      BIGINT NOT NULL,
            at        BIGINT NOT NULL,
            kind      TEXT   NOT NULL,
            order_id  TEXT   NOT NULL,
            held      BIGINT NOT NULL,
            committed BIGINT NOT NULL,
            realised  BIGINT NOT NULL,
            PRIMARY KEY (rup_code, position, line)
        );
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes { get; } = EventLog.EventTypes.NamesOf(
        typeof(PlanDrafted), typeof(PlanAnnounced), typeof(PlanRevised), typeof(PlanClosed), typeof(BudgetHeld),
        typeof(BudgetAmended), typeof(BudgetCommitted), typeof(BudgetRealised), typeof(BudgetReleased));

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        var moves = new Dictionary<string, List<BudgetMovement>>();
        foreach (var stored in events)
        {
            await (EventLog.EventTypes.Read(stored) switch
            {
                PlanDrafted drafted => Insert(stored.Key, drafted, rows),
                PlanRevised revised => Update(stored.Key, revised.Package, rows),
                PlanAnnounced => Move(stored.Key, PlanStage.Announced, rows),
                PlanClosed => Move(stored.Key, PlanStage.Closed, rows),
                LedgerEvent moved => Enter(stored, moved, moves, rows),
                var other => throw new InvalidOperationException($"Unknown plan event {other.GetType().Name}."),
            });
        }

        // Once for each plan: a row that a transaction writes again and again costs PostgreSQL more each time.
        foreach (var (code, steps) in moves) await Add(code, steps, rows);
    }

    /// <summary>What a ledger event is called in the list.</summary>
    public static LedgerEntryKind KindOf(LedgerEvent moved) => moved switch
    {
        BudgetHeld => LedgerEntryKind.Held,
        BudgetAmended => LedgerEntryKind.Amended,
        BudgetCommitted => LedgerEntryKind.Committed,
        BudgetRealised => LedgerEntryKind.Realised,
        BudgetReleased => LedgerEntryKind.Released,
        _ => throw new InvalidOperationException($"Unknown ledger event {moved.GetType().Name}."),
    };

    private static async Task Insert(string code, PlanDrafted drafted, RowWriter rows)
    {
        await rows.Write(
            """
            INSERT INTO plan (rup_code, stage, organisation, unit, year, name, name_key, method, kind, from_day,
                until_day, ceiling, held, committed, realised)
            VALUES (@code, @stage, @organisation, @unit, @year, '', '', '', '', '', '', 0, 0, 0, 0)
            """,
            ("code", code), ("stage", nameof(PlanStage.Draft)), ("organisation", drafted.Organisation.Value),
            ("unit", drafted.Unit.Value), ("year", (long)drafted.Year));
        await Update(code, drafted.Package, rows);
    }

    private static Task Update(string code, PlanPackage package, RowWriter rows) => rows.Write(
        """
        UPDATE plan SET name = @name, name_key = @key, method = @method, kind = @kind, from_day = @from,
            until_day = @until, ceiling = @ceiling
        WHERE rup_code = @code
        """,
        ("name", package.Name), ("key", ListText.Key(package.Name)), ("method", package.Method.ToString()),
        ("kind", package.Kind.ToString()), ("from", Day(package.From)), ("until", Day(package.Until)),
        ("ceiling", package.Ceiling.Amount), ("code", code));

    private static Task Move(string code, PlanStage stage, RowWriter rows) => rows.Write(
        "UPDATE plan SET stage = @stage WHERE rup_code = @code", ("stage", stage.ToString()), ("code", code));

    private static async Task Enter(
        StoredEvent stored, LedgerEvent moved, Dictionary<string, List<BudgetMovement>> moves,
        RowWriter rows)
    {
        var kind = KindOf(moved).ToString();
        foreach (var step in moved.Movements)
        {
            await rows.Write(
                """
                INSERT INTO plan_entry (rup_code, position, line, at, kind, order_id, held, committed, realised)
                VALUES (@code, @position, @line, @at, @kind, @order, @held, @committed, @realised)
                """,
                ("code", stored.Key), ("position", stored.Position), ("line", (long)step.Line),
                ("at", stored.Cause.OccurredAt.ToUnixTimeMilliseconds()), ("kind", kind), ("order", moved.Order.Value),
                ("held", step.Held.Amount), ("committed", step.Committed.Amount), ("realised", step.Realised.Amount));
        }

        if (moved.Movements.IsEmpty) return;
        if (!moves.TryGetValue(stored.Key, out var steps)) moves[stored.Key] = steps = [];
        steps.AddRange(moved.Movements);
    }

    private static Task Add(string code, List<BudgetMovement> steps, RowWriter rows) =>
        rows.Write(
            """
            UPDATE plan SET held = held + @held, committed = committed + @committed, realised = realised + @realised
            WHERE rup_code = @code
            """,
            ("held", steps.Sum(static step => step.Held).Amount),
            ("committed", steps.Sum(static step => step.Committed).Amount),
            ("realised", steps.Sum(static step => step.Realised).Amount), ("code", code));

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
