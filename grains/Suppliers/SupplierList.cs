using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Regions;

namespace Marketplace.Suppliers;

/// <summary>
/// Suppliers for lists: <c>supplier_row</c> with the parts lists show and filter by, <c>supplier_member_row</c> with
/// who acts for whom, <c>supplier_suspension</c> with what keeps one from trading.
/// </summary>
public sealed class SupplierList : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = "suppliers";

    /// <summary>How much of a name it sorts by and finds: a cursor holds it whole.</summary>
    private const int NameKeyLength = 40;

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 1;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["supplier_row", "supplier_member_row", "supplier_suspension"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE supplier_row (
            id           TEXT   NOT NULL PRIMARY KEY,
            stage        TEXT   NOT NULL,
            name         TEXT   NOT NULL,
            name_key     TEXT   NOT NULL,
            trade_name   TEXT   NOT NULL,
            trade_key    TEXT   NOT NULL,
            size         TEXT   NULL,
            activity     TEXT   NOT NULL,
            region       TEXT   NULL,
            submitted_at BIGINT NOT NULL,
            reviewer     TEXT   NULL
        );
        CREATE INDEX supplier_row_name ON supplier_row (stage, name_key, id);
        CREATE INDEX supplier_row_queue ON supplier_row (stage, submitted_at, id);
        CREATE TABLE supplier_member_row (
            member   TEXT NOT NULL,
            supplier TEXT NOT NULL,
            PRIMARY KEY (member, supplier)
        );
        CREATE TABLE supplier_suspension (
            supplier TEXT   NOT NULL,
            number   BIGINT NOT NULL,
            until_at BIGINT NOT NULL,
            PRIMARY KEY (supplier, number)
        );
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes { get; } = EventLog.EventTypes.NamesOf(
        typeof(SupplierRegistered), typeof(SupplierProfileChanged), typeof(SupplierSubmitted),
        typeof(SupplierReviewTaken), typeof(SupplierVerified), typeof(SupplierReturned), typeof(SupplierMemberAdded),
        typeof(SupplierMemberRemoved), typeof(SupplierSanctioned), typeof(SupplierSanctionLifted));

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        foreach (var stored in events) await Apply(stored.Key, EventLog.EventTypes.Read(stored), rows);
    }

    /// <summary>A name as it is sorted and found, cut.</summary>
    private static string KeyOf(string name)
    {
        var key = ListText.Key(name);
        return key.Length <= NameKeyLength ? key : key[..NameKeyLength];
    }

    private static Task Apply(string id, object happened, RowWriter rows) => happened switch
    {
        SupplierRegistered registered => Register(id, registered, rows),
        SupplierProfileChanged changed => Change(id, changed, rows),
        SupplierSubmitted submitted => Submit(id, submitted.At, rows),
        SupplierReviewTaken taken => rows.Write(
            "UPDATE supplier_row SET stage = 'InReview', reviewer = @reviewer WHERE id = @id",
            ("reviewer", taken.By.Value), ("id", id)),
        SupplierVerified => Stage(id, SupplierStage.Verified, rows),
        SupplierReturned => Stage(id, SupplierStage.Returned, rows),
        SupplierMemberAdded added => Add(id, added.User.Value, rows),
        SupplierMemberRemoved removed => rows.Write(
            "DELETE FROM supplier_member_row WHERE member = @member AND supplier = @id",
            ("member", removed.User.Value), ("id", id)),
        SupplierSanctioned { Sanction: var sanction } => Suspend(id, sanction, rows),
        SupplierSanctionLifted lifted => rows.Write(
            "DELETE FROM supplier_suspension WHERE supplier = @id AND number = @number",
            ("id", id), ("number", (long)lifted.Number)),
        _ => throw new InvalidOperationException($"Not an event of this list: {happened.GetType().Name}."),
    };

    private static async Task Register(string id, SupplierRegistered registered, RowWriter rows)
    {
        await rows.Write(
            """
            INSERT INTO supplier_row
                (id, stage, name, name_key, trade_name, trade_key, size, activity, region, submitted_at, reviewer)
            VALUES (@id, 'Draft', @name, @nameKey, @tradeName, @tradeKey, @size, @activity, @region, 0, NULL)
            """,
            [("id", id), .. Parts(registered.Profile, registered.Size)]);
        await Add(id, registered.Owner.Value, rows);
    }

    private static async Task Change(string id, SupplierProfileChanged changed, RowWriter rows)
    {
        await rows.Write(
            """
            UPDATE supplier_row SET name = @name, name_key = @nameKey, trade_name = @tradeName, trade_key = @tradeKey,
                size = @size, activity = @activity, region = @region
            WHERE id = @id
            """,
            [.. Parts(changed.Profile, changed.Size), ("id", id)]);
        if (changed.NeedsVerification) await Submit(id, changed.At, rows);
    }

    private static (string Name, object? Value)[] Parts(SupplierProfile profile, BusinessSize? size) =>
    [
        ("name", profile.LegalName),
        ("nameKey", KeyOf(profile.LegalName)),
        ("tradeName", profile.TradeName),
        ("tradeKey", KeyOf(profile.TradeName)),
        ("size", size?.ToString()),
        ("activity", profile.Activity.ToString()),
        ("region", profile.Address is { } address ? RegionTable.KabupatenOf(address.Region)?.Value : null),
    ];

    private static Task Submit(string id, DateTimeOffset at, RowWriter rows) => rows.Write(
        "UPDATE supplier_row SET stage = 'Submitted', submitted_at = @at WHERE id = @id",
        ("at", at.ToUnixTimeMilliseconds()), ("id", id));

    private static Task Stage(string id, SupplierStage stage, RowWriter rows) => rows.Write(
        "UPDATE supplier_row SET stage = @stage WHERE id = @id", ("stage", stage.ToString()), ("id", id));

    private static Task Add(string id, string member, RowWriter rows) => rows.Write(
        "INSERT INTO supplier_member_row (member, supplier) VALUES (@member, @id) ON CONFLICT DO NOTHING",
        ("member", member), ("id", id));

    private static Task Suspend(string id, Sanction sanction, RowWriter rows) =>
        sanction.Suspends(sanction.From)
            ? rows.Write(
                """
                INSERT INTO supplier_suspension (supplier, number, until_at) VALUES (@id, @number, @until)
                ON CONFLICT DO NOTHING
                """,
                ("id", id),
                ("number", (long)sanction.Number),
                ("until", sanction.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue))
            : Task.CompletedTask;
}
