using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Projections;
using Marketplace.Regions;
using Marketplace.Values;
using Orleans.Concurrency;

namespace Marketplace.Catalogue;

/// <inheritdoc cref="IItemListGrain"/>
/// <param name="lists">Reads the projections.</param>
[StatelessWorker, GrainType("item-list")]
public sealed class ItemListGrain(ListReader lists) : Grain, IItemListGrain
{
    private const string Columns =
        """
        SELECT item, supplier, category, name, name_key, brand, unit, origin_kind, origin_region, stage, price, on_hand,
            submitted_at, published_at, photo
        FROM catalogue_item
        """;

    /// <inheritdoc />
    public Task<Result<Page<ItemSummary>>> Published(ItemFilter filter, PageRequest page) => Items(
            Conditions(filter),
            new
            {
                category = filter.Category?.Value,
                below = $"{filter.Category}.%",
                supplier = filter.Supplier?.Value,
                origin = filter.Origin?.Value,
                within = $"{filter.Origin}.%",
                originKind = filter.OriginKind?.ToString(),
                priceFrom = filter.PriceFrom?.Amount,
                priceTo = filter.PriceTo?.Amount,
            },
            filter.Sort, page);

    /// <inheritdoc />
    public async Task<Result<Page<ItemSummary>>> ReviewQueue(Caller caller, ItemSort? sort, PageRequest page)
    {
        if (!await GrainFactory.SeesReviewQueue(caller)) return CommonRefusals.NotAllowed;
        return await Items(
            "stage IN ('Submitted', 'InReview')", parameters: null, sort, page);
    }

    /// <inheritdoc />
    public async Task<Result<ItemQueueFigures>> QueueFigures(Caller caller)
    {
        if (!await GrainFactory.SeesReviewQueue(caller)) return CommonRefusals.NotAllowed;
        var rows = await lists.Rows<QueueFiguresRecord>(
            ItemsProjection.ProjectionName,
            """
            SELECT (SELECT COUNT(*) FROM catalogue_item WHERE stage = 'Submitted') AS submitted,
                   (SELECT COUNT(*) FROM catalogue_item WHERE stage = 'InReview') AS in_review
            """);
        return new ItemQueueFigures(rows[0].Submitted, rows[0].In_Review);
    }

    /// <inheritdoc />
    public async Task<Result<Page<ItemSummary>>> OfSupplier(
        Caller caller, SupplierId supplier, ItemStage? stage, ItemSort sort, PageRequest page)
    {
        var authority = await GrainFactory.AuthorityOf(caller, WellKnown.Operator);
        var isMember = (await GrainFactory.Supplier(supplier).Standing()).Members.Contains(caller.User);
        if (!caller.IsSystem && !isMember
            && !authority.Has(unit: null, Role.CatalogManager, Role.Facilitator, Role.InternalAuditor))
            return CommonRefusals.NotAllowed;
        return await Items(
            stage is null ? "supplier = @supplier" : "supplier = @supplier AND stage = @stage",
            new { supplier = supplier.Value, stage = stage?.ToString() }, sort, page);
    }

    /// <inheritdoc />
    public async Task<Result<Page<PriceRow>>> PriceHistory(Caller caller, ItemId item, PageRequest page)
    {
        var view = await GrainFactory.Item(item).View(caller);
        if (!view.IsOk) return view.Refusal;
        return await lists.Page<PriceRecord, PriceRow>(
            new ListQuery(
                ItemsProjection.ProjectionName,
                """
                SELECT set_at, min_quantity, region, amount, freight_basis, freight_amount, valid_from, valid_to
                FROM catalogue_item_price WHERE item = @item
                """,
                new { item = item.Value },
                [SortColumn.Number("set_at"), SortColumn.Number("min_quantity")],
                Descending: true),
            page,
            static row => row.Shown());
    }

    /// <inheritdoc />
    public async Task<CatalogueFigures> Figures()
    {
        var rows = await lists.Rows<FiguresRecord>(
            ItemsProjection.ProjectionName,
            """
            SELECT COUNT(*) AS items,
                   CAST(COALESCE(SUM(CASE WHEN origin_region LIKE @lampung THEN 1 ELSE 0 END), 0) AS BIGINT)
                       AS from_lampung,
                   CAST(COALESCE(SUM(domestic), 0) AS BIGINT) AS domestic
            FROM catalogue_item WHERE visible = 1
            """,
            new { lampung = $"{RegionTable.Lampung}.%" });
        return new CatalogueFigures(rows[0].Items, rows[0].From_Lampung, rows[0].Domestic);
    }

    /// <summary>A page of items; the longest waiting first where no order is given.</summary>
    private Task<Result<Page<ItemSummary>>> Items(
        string where, object? parameters, ItemSort? sort, PageRequest page)
    {
        var column = sort switch
        {
            // Only a search knows what is found first.
            ItemSort.Name or ItemSort.Relevance => SortColumn.Text("name_key"),
            ItemSort.Price => SortColumn.Number("price"),
            ItemSort.Newest => SortColumn.Number("published_at"),
            _ => SortColumn.Number("submitted_at"),
        };
        var query = new ListQuery(
            ItemsProjection.ProjectionName, $"{Columns} WHERE {where}", parameters, [column, SortColumn.Text("item")],
            Descending: sort == ItemSort.Newest);
        return lists.Page<ItemRecord, ItemSummary>(query, page, static row => row.Shown());
    }

    /// <summary>One constant text per condition asked for; the values travel as parameters.</summary>
    private static string Conditions(ItemFilter filter)
    {
        // The sign keeps the database from walking through all that is visible instead of what the supplier has.
        var conditions = new List<string> { filter.Supplier is null ? "visible = 1" : "+visible = 1" };
        if (filter.Category is not null) conditions.Add("(category = @category OR category LIKE @below)");
        if (filter.Supplier is not null) conditions.Add("supplier = @supplier");
        if (filter.Origin is not null) conditions.Add("(origin_region = @origin OR origin_region LIKE @within)");
        if (filter.OriginKind is not null) conditions.Add("origin_kind = @originKind");
        if (filter.PriceFrom is not null) conditions.Add("price >= @priceFrom");
        if (filter.PriceTo is not null) conditions.Add("price <= @priceTo");
        return string.Join(" AND ", conditions);
    }

    private static DateTimeOffset? Moment(long? milliseconds) =>
        milliseconds is > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;

    private static RegionCode? Region(string code) => code.Length == 0 ? null : RegionCode.Wrap(code);

    /// <summary>A row of <c>catalogue_item</c>.</summary>
    private sealed record ItemRecord(
        string Item, string Supplier, string Category, string Name, string Name_Key, string Brand, string Unit,
        string Origin_Kind, string Origin_Region, string Stage, long Price, long On_Hand, long Submitted_At,
        long Published_At, string Photo)
    {
        public ItemSummary Shown() => new()
        {
            Id = ItemId.Wrap(Item),
            Supplier = SupplierId.Wrap(Supplier),
            Category = CategoryCode.Wrap(Category),
            Name = Name,
            Brand = Brand,
            Unit = Unit,
            Stage = Enum.Parse<ItemStage>(Stage),
            OriginKind = Enum.Parse<OriginKind>(Origin_Kind),
            Origin = Region(Origin_Region),
            PriceFrom = Price == 0 ? null : new Rupiah(Price),
            OnHand = new Quantity(On_Hand / 1000m),
            SubmittedAt = Moment(Submitted_At),
            PublishedAt = Moment(Published_At),
            Photo = DocumentId.TryParse(Photo, out var photo) ? photo : null,
        };
    }

    private sealed record QueueFiguresRecord(long Submitted, long In_Review);

    private sealed record FiguresRecord(long Items, long From_Lampung, long Domestic);

    /// <summary>A row of <c>catalogue_item_price</c>.</summary>
    private sealed record PriceRecord(
        long Set_At, long Min_Quantity, string Region, long Amount, string Freight_Basis, long Freight_Amount,
        long Valid_From, long? Valid_To)
    {
        public PriceRow Shown() => new(
            ItemListGrain.Region(Region), new Quantity(Min_Quantity / 1000m), new Rupiah(Amount),
            new FreightRule(Enum.Parse<FreightBasis>(Freight_Basis), new Rupiah(Freight_Amount)),
            DateTimeOffset.FromUnixTimeMilliseconds(Valid_From), Moment(Valid_To));
    }
}
