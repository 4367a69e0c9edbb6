using Marketplace.Catalogue;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Frontend.Catalogue;

/// <summary>
/// The filter of the catalogue as its address says it: <c>?q=kopi&amp;kategori=10&amp;urut=Price</c>.
/// </summary>
public static class CatalogueQuery
{
    /// <summary>The filter; refused with <c>amount-unreadable</c>. What is not one of a list filters nothing.</summary>
    public static Result<ItemFilter> Read(IQueryCollection query)
    {
        if (!TryMoney(query, "dari", out var from)) return HttpRefusals.AmountUnreadable.On("dari");
        if (!TryMoney(query, "sampai", out var to)) return HttpRefusals.AmountUnreadable.On("sampai");
        return new ItemFilter
        {
            Category = CategoryCode.TryParse(query["kategori"], out var category) ? category : null,
            Origin = RegionCode.TryParse(query["asal"], out var origin) ? origin : null,
            OriginKind = QueryChoice.Of<OriginKind>(query["jenis"]),
            Text = query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
            PriceFrom = from,
            PriceTo = to,
            Sort = QueryChoice.Of<ItemSort>(query["urut"]) ?? ItemSort.Relevance,
        };
    }

    private static bool TryMoney(IQueryCollection query, string field, out Rupiah? money)
    {
        money = null;
        var text = query[field].ToString();
        if (string.IsNullOrWhiteSpace(text)) return true;
        var isMoney = Formats.TryRupiah(text, out var amount);
        money = amount;
        return isMoney;
    }
}
