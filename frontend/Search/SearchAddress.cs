using System.Globalization;
using Marketplace.Catalogue;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Search;

/// <summary>
/// A search as its address says it: <c>?q=kopi&amp;kategori=10&amp;tujuan=18.71&amp;jumlah=20&amp;urut=Price</c>.
/// </summary>
public static class SearchAddress
{
    /// <summary>The search; refused with <c>amount-unreadable</c> or <c>malformed-code</c>. What is not one of a
    /// list filters nothing.</summary>
    public static Result<ItemQuery> Read(IQueryCollection query)
    {
        if (!TryMoney(query, "dari", out var from)) return HttpRefusals.AmountUnreadable.On("dari");
        if (!TryMoney(query, "sampai", out var to)) return HttpRefusals.AmountUnreadable.On("sampai");
        if (!TryQuantity(query["jumlah"], out var quantity))
            return CommonRefusals.MalformedCode.With("form", "0.5").On("jumlah");
        return new ItemQuery
        {
            Text = query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
            Category = CategoryCode.TryParse(query["kategori"], out var category) ? category : null,
            Origin = RegionCode.TryParse(query["asal"], out var origin) ? origin : null,
            DeliverTo = RegionCode.TryParse(query["tujuan"], out var there) && there.Value.Length == 5 ? there : null,
            Quantity = quantity,
            Level = QueryChoice.Of<LocalLevel>(query["tingkat"]),
            SupplierSize = QueryChoice.Of<BusinessSize>(query["ukuran"]),
            LocalContentFrom = Number(query["tkdn"], 10_000) is { } content ? new BasisPoints(content) : null,
            Certificates = QueryChoice.Of<ItemCertificateKind>(query["sertifikat"]) is { } kind ? [kind] : [],
            PriceFrom = from,
            PriceTo = to,
            InStock = query["stok"] == "true",
            LeadTimeDays = Number(query["waktu"], ItemLimits.MaxLeadTimeDays),
            RatingFrom = Number(query["nilai"], 300),
            Sort = QueryChoice.Of<ItemSort>(query["urut"]) ?? ItemSort.Relevance,
            Explain = query["jelaskan"] == "true",
        };
    }

    private static int? Number(string? text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : null;

    private static bool TryMoney(IQueryCollection query, string field, out Rupiah? money)
    {
        money = null;
        var text = query[field].ToString();
        if (string.IsNullOrWhiteSpace(text)) return true;
        var isMoney = Formats.TryRupiah(text, out var amount);
        money = amount;
        return isMoney;
    }

    private static bool TryQuantity(string? text, out Quantity? quantity)
    {
        quantity = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        var isQuantity = Quantity.TryParse(text.Replace(',', '.'), provider: null, out var read)
            && read > Quantity.Zero;
        quantity = read;
        return isQuantity;
    }
}
