using Marketplace.Frontend.Http;
using Marketplace.Lists;
using Marketplace.Purchasing;
using Marketplace.Values;

namespace Marketplace.Frontend.Purchasing;

/// <summary>Lists of orders over HTTP.</summary>
public static class OrderListApi
{
    /// <summary><c>orders</c></summary>
    public static void MapOrderLists(this RouteGroupBuilder api) =>
        api.MapGet("orders", Orders).WithTags("Orders")
            .WithSummary("The caller's orders, newest first unless sorted otherwise")
            .WithDescription("`side` keeps those bought or sold; `from` and `until` are WIB dates of submission.");

    private static async Task<Answer<Page<OrderSummary>>> Orders(
        [AsParameters] OrderListQuery query, PageQuery page, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.OrderList().Orders(new OrderListRequest
        {
            Caller = call.Caller,
            Page = page.Request,
            Side = query.Side?.Value,
            Stage = query.Stage?.Value,
            Plan = query.Plan,
            Supplier = query.Supplier,
            Organisation = query.Organisation,
            From = query.From,
            Until = query.Until,
            Sort = query.Sort?.Value ?? OrderSort.Newest,
        }));
}

/// <summary>Which orders are wanted; what is left out filters nothing.</summary>
/// <param name="Side">Only those the caller buys, or sells.</param>
/// <param name="Stage">Only at this stage.</param>
/// <param name="Plan">Only charged to this plan.</param>
/// <param name="Supplier">Only with this supplier.</param>
/// <param name="Organisation">Only of this organisation.</param>
/// <param name="From">Submitted on this WIB date or later.</param>
/// <param name="Until">Submitted on this WIB date or earlier.</param>
/// <param name="Sort">The order of the list.</param>
public sealed record OrderListQuery(
    Word<OrderSide>? Side, Word<OrderStage>? Stage, RupCode? Plan, SupplierId? Supplier, OrganisationId? Organisation,
    DateOnly? From, DateOnly? Until, Word<OrderSort>? Sort);
