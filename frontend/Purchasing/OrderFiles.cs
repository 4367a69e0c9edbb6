using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Purchasing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Purchasing;

/// <summary>The orders someone sees as a file.</summary>
public static class OrderFiles
{
    /// <summary>Maps <c>/unduh/pesanan.{format}</c>.</summary>
    public static void MapOrderFiles(this WebApplication app) =>
        app.MapGet("/unduh/pesanan.{format}", Orders).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Orders(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<PurchasingTexts> texts)
    {
        var filter = await OrderFilter.Read(grains, call.Caller, call.Http.Request.Query);
        if (filter.Refusal is { } refusal) return call.Refuse(refusal);
        if (filter.IsUnclear) return call.Refuse(HttpRefusals.InvalidParameter);
        return await call.ListFile<OrderSummary>(
            "pesanan", format, page => grains.OrderList().Orders(filter.Request with { Page = page }),
            new(texts["column.id"], static order => order.Id.Value),
            new(texts["column.letter"], static order => order.LetterNumber),
            new(texts["column.stage"], order => texts[$"stage.{order.Stage}"].Value),
            new(texts["fact.buyer"], static order => $"{order.Organisation}/{order.Unit}"),
            new(texts["fact.supplier"], static order => order.SupplierName),
            new(texts["fact.plan"], static order => order.Plan.Value),
            new(texts["column.total"], static order => order.Total.Amount),
            new(texts["sum.net"], static order => order.NetToSupplier.Amount),
            new(texts["column.submitted"], static order => Formats.Moment(order.SubmittedAt)));
    }
}
