using Marketplace.EventLog;
using Marketplace.Projections;

namespace Marketplace.Catalogue;

/// <summary>
/// Items for lists and for the local-content market, and every price row they ever had. Holds are not read: a popular
/// item has thousands of them, and no list shows them.
/// </summary>
public sealed class ItemsProjection : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = ItemLimits.Projection;

    private static readonly IReadOnlyCollection<string> Types = EventLog.EventTypes.NamesOf(
        typeof(ItemDrafted), typeof(ItemEdited), typeof(ItemSubmitted), typeof(ItemReviewReopened),
        typeof(ItemReviewStarted), typeof(ItemPublished), typeof(ItemRejected), typeof(ItemFrozen),
        typeof(ItemUnfrozen), typeof(ItemDelisted), typeof(ItemArchived), typeof(ItemEvidenceVerified),
        typeof(ItemPricesSet), typeof(StockReceived), typeof(StockCorrected), typeof(StockPosted),
        typeof(StockReturned));

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 3;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["catalogue_item", "catalogue_item_price"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE catalogue_item (
            item          TEXT   NOT NULL PRIMARY KEY,
            supplier      TEXT   NOT NULL,
            category      TEXT   NOT NULL,
            name          TEXT   NOT NULL,
            name_key      TEXT   NOT NULL,
            brand         TEXT   NOT NULL,
            unit          TEXT   NOT NULL,
            origin_kind   TEXT   NOT NULL,
            origin_region TEXT   NOT NULL,
            stage         TEXT   NOT NULL,
            visible       BIGINT NOT NULL,
            price         BIGINT NOT NULL,
            on_hand       BIGINT NOT NULL,
            kbki          TEXT   NOT NULL,
            domestic      BIGINT NOT NULL,
            local_content BIGINT NOT NULL,
            submitted_at  BIGINT NOT NULL,
            published_at  BIGINT NOT NULL,
            photo         TEXT   NOT NULL
        );
        CREATE INDEX catalogue_item_name ON catalogue_item (visible, name_key, item);
        CREATE INDEX catalogue_item_cheap ON catalogue_item (visible, price, item);
        CREATE INDEX catalogue_item_new ON catalogue_item (visible, published_at, item);
        CREATE INDEX catalogue_item_category ON catalogue_item (category);
        CREATE INDEX catalogue_item_supplier ON catalogue_item (supplier, name_key, item);
        CREATE INDEX catalogue_item_market ON catalogue_item (kbki, stage, domestic);
        CREATE INDEX catalogue_item_queue ON catalogue_item (stage, submitted_at, item);
        CREATE TABLE catalogue_item_price (
            item           TEXT   NOT NULL,
            set_at         BIGINT NOT NULL,
            min_quantity   BIGINT NOT NULL,
            region         TEXT   NOT NULL,
            amount         BIGINT NOT NULL,
            freight_basis  TEXT   NOT NULL,
            freight_amount BIGINT NOT NULL,
            valid_from     BIGINT NOT NULL,
            valid_to       BIGINT,
            PRIMARY KEY (item, set_at, min_quantity)
        );
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes => Types;

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        // A popular item moves many times within a batch: its stock is written once.
        var moved = new Dictionary<string, decimal>();
        foreach (var stored in events)
        {
            var happened = EventLog.EventTypes.Read(stored);
            if (StockChange(happened) is { } change)
                moved[stored.Key] = moved.GetValueOrDefault(stored.Key) + change;
            else if (happened is ItemDrafted drafted)
                await Insert(stored.Key, drafted, rows);
            else if (happened is ItemEdited edited)
                await Describe(stored.Key, edited.Details, rows);
            else if (happened is ItemPricesSet prices)
                await Price(stored, prices, rows);
            else if (happened is ItemEvidenceVerified verified)
                await Believe(stored.Key, verified, rows);
            else
                await MoveStage(stored, (CatalogueItemEvent)happened, rows);
        }

        foreach (var (item, change) in moved)
        {
            await rows.Write(
                "UPDATE catalogue_item SET on_hand = on_hand + @change WHERE item = @item",
                ("change", Thousandths(change)), ("item", item));
        }
    }

    private static decimal? StockChange(object happened) => happened switch
    {
        StockReceived received => received.Quantity.Amount,
        StockCorrected corrected => corrected.Change.Amount,
        StockPosted posted => -posted.Quantity.Amount,
        StockReturned returned => returned.Quantity.Amount,
        _ => null,
    };

    private static Task Insert(string item, ItemDrafted drafted, RowWriter rows)
    {
        var details = drafted.Details;
        return rows.Write(
            """
            INSERT INTO catalogue_item (item, supplier, category, name, name_key, brand, unit, origin_kind,
                origin_region, stage, visible, price, on_hand, kbki, domestic, local_content, submitted_at,
                published_at, photo)
            VALUES (@item, @supplier, @category, @name, @nameKey, @brand, @unit, @originKind, @originRegion,
                'Draft', 0, 0, 0, @kbki, 0, 0, 0, 0, @photo)
            """,
            ("item", item), ("supplier", drafted.Supplier.Value), ("category", details.Category.Value),
            ("name", details.Name), ("nameKey", KeyOf(details.Name)), ("brand", details.Brand), ("unit", details.Unit),
            ("originKind", details.Origin.Kind.ToString()), ("originRegion", details.Origin.Region?.Value ?? ""),
            ("kbki", details.Kbki), ("photo", PhotoOf(details)));
    }

    private static Task Describe(
        string item, ItemDetails details, RowWriter rows) => rows.Write(
        """
        UPDATE catalogue_item SET category = @category, name = @name, name_key = @nameKey, brand = @brand,
            unit = @unit, origin_kind = @originKind, origin_region = @originRegion, kbki = @kbki,
            photo = @photo
        WHERE item = @item
        """,
        ("category", details.Category.Value), ("name", details.Name), ("nameKey", KeyOf(details.Name)),
        ("brand", details.Brand), ("unit", details.Unit), ("originKind", details.Origin.Kind.ToString()),
        ("originRegion", details.Origin.Region?.Value ?? ""), ("kbki", details.Kbki), ("photo", PhotoOf(details)),
        ("item", item));

    /// <summary>
    /// What was verified counts for as long as the item is published: a change of origin or local content reopens its
    /// review, and one whose certificate runs out is frozen.
    /// </summary>
    private static Task Believe(
        string item, ItemEvidenceVerified verified, RowWriter rows) => rows.Write(
        "UPDATE catalogue_item SET domestic = @domestic, local_content = @content WHERE item = @item",
        ("domestic", verified.Origin is null ? 0L : 1L),
        ("content", verified.Certificates.Where(static one => one.Kind == ItemCertificateKind.Tkdn)
            .Select(static one => (long)(one.Value?.Value ?? 0)).DefaultIfEmpty(0L).Max()),
        ("item", item));

    private static async Task MoveStage(StoredEvent stored, CatalogueItemEvent happened, RowWriter rows)
    {
        var stage = happened switch
        {
            ItemSubmitted or ItemReviewReopened => ItemStage.Submitted,
            ItemReviewStarted => ItemStage.InReview,
            ItemPublished or ItemUnfrozen => ItemStage.Published,
            ItemRejected => ItemStage.Rejected,
            ItemFrozen => ItemStage.Frozen,
            ItemDelisted => ItemStage.Delisted,
            ItemArchived => ItemStage.Archived,
            _ => throw new InvalidOperationException($"Unknown item event {happened.GetType().Name}."),
        };
        var visible = stage is ItemStage.Published or ItemStage.Frozen;
        var at = stored.Cause.OccurredAt.ToUnixTimeMilliseconds();
        await rows.Write(
            """
            UPDATE catalogue_item SET stage = @stage, visible = @visible,
                submitted_at = CASE WHEN @submitted = 1 THEN @at ELSE submitted_at END,
                published_at = CASE WHEN @published = 1 THEN @at ELSE published_at END
            WHERE item = @item
            """,
            ("stage", stage.ToString()), ("visible", visible ? 1L : 0L),
            ("submitted", stage == ItemStage.Submitted ? 1L : 0L), ("at", at),
            ("published", happened is ItemPublished ? 1L : 0L), ("item", stored.Key));
    }

    private static async Task Price(StoredEvent stored, ItemPricesSet set, RowWriter rows)
    {
        var (item, region) = (stored.Key, set.Region?.Value ?? "");
        var from = set.From.ToUnixTimeMilliseconds();
        await rows.Write(
            """
            UPDATE catalogue_item_price
            SET valid_to = CASE WHEN valid_from > @from THEN valid_from ELSE @from END
            WHERE item = @item AND region = @region AND (valid_to IS NULL OR valid_to > @from)
            """,
            ("from", from), ("item", item), ("region", region));
        foreach (var tier in set.Tiers)
        {
            await rows.Write(
                """
                INSERT INTO catalogue_item_price (item, set_at, min_quantity, region, amount, freight_basis,
                    freight_amount, valid_from, valid_to)
                VALUES (@item, @setAt, @minQuantity, @region, @amount, @basis, @freight, @from, @to)
                """,
                ("item", item), ("setAt", stored.Position), ("minQuantity", Thousandths(tier.MinQuantity.Amount)),
                ("region", region), ("amount", tier.Amount.Amount), ("basis", set.Freight.Basis.ToString()),
                ("freight", set.Freight.Amount.Amount), ("from", from), ("to", set.Until?.ToUnixTimeMilliseconds()));
        }

        // The first tier of each region still open; the cheapest of those is what a list shows.
        await rows.Write(
            """
            UPDATE catalogue_item SET price = COALESCE((
                SELECT MIN(p.amount) FROM catalogue_item_price p
                WHERE p.item = @item AND (p.valid_to IS NULL OR p.valid_to > @from)
                AND NOT EXISTS (SELECT 1 FROM catalogue_item_price q WHERE q.item = p.item AND q.set_at = p.set_at
                    AND q.min_quantity < p.min_quantity)), 0)
            WHERE item = @item
            """,
            ("item", item), ("from", set.At.ToUnixTimeMilliseconds()));
    }

    private static string PhotoOf(ItemDetails details) => details.Photos.FirstOrDefault().Value ?? "";

    private static string KeyOf(string name) => name.ToLowerInvariant();

    private static long Thousandths(decimal quantity) => (long)(quantity * 1000);
}
