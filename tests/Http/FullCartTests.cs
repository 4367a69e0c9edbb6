using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Carts;
using Marketplace.Purchasing;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Carts and orders at their limits, and far beyond them.</summary>
[Collection(ApiCollection.Name)]
public sealed class FullCartTests(ApiHost host)
{
    private const int Far = 10_000;

    [Fact]
    public async Task A_cart_filled_towards_ten_thousand_lines_stops_at_its_limit_and_is_still_of_use()
    {
        var tenant = await host.Tenant();
        var buyer = tenant.Client("buyer");
        await Clear(buyer);
        var ours = await tenant.Offer(Tenant.Seller, OrderLimits.MaxLines);
        var theirs = await tenant.Offer(Tenant.RivalSeller, CartLimits.MaxLines - OrderLimits.MaxLines + 1);
        ItemId[] items = [.. ours, .. theirs[..^1]];
        foreach (var item in items) Assert.Equal(HttpStatusCode.OK, (await Add(buyer, item)).StatusCode);
        var one = theirs[^1];

        await Parallel.ForEachAsync(Enumerable.Range(items.Length, Far - items.Length), async (_, _) =>
        {
            using var refused = await Add(buyer, one);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(CartRefusals.Full.Number, await ApiHost.ProblemCode(refused));
        });

        Assert.Equal(CartLimits.MaxLines, await LineCount(buyer));
        using var more = await Add(buyer, items[0]);
        Assert.Equal(HttpStatusCode.OK, more.StatusCode);
        var placed = await ApiHost.Json(await CheckOut(buyer, Tenant.Seller, Tenant.RivalSeller));
        Assert.All(
            placed.GetProperty("orders").EnumerateArray(),
            static order => Assert.Equal(JsonValueKind.Null, order.GetProperty("problem").ValueKind));
        Assert.Equal(0, await LineCount(buyer));
    }

    [Fact]
    public async Task A_checkout_of_more_lines_than_an_order_takes_is_refused_whole()
    {
        var tenant = await host.Tenant();
        var buyer = tenant.Client("buyer");
        await Clear(buyer);
        foreach (var item in await tenant.Offer(Tenant.Seller, OrderLimits.MaxLines + 1))
            Assert.Equal(HttpStatusCode.OK, (await Add(buyer, item)).StatusCode);

        using var refused = await CheckOut(buyer, Tenant.Seller);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(1010, await ApiHost.ProblemCode(refused));
        Assert.Equal(OrderLimits.MaxLines + 1, await LineCount(buyer));
        await Clear(buyer);
    }

    [Fact]
    public async Task An_order_of_ten_thousand_lines_is_refused_and_holds_nothing()
    {
        var tenant = await host.Tenant();
        var supplier = tenant.Client("supplier");
        var before = await Held(supplier);
        var order = Guid.CreateVersion7();

        using var refused = await Post(tenant.Client("buyer"), $"/api/v1/orders/{order}/submit", new
        {
            plan = Tenant.Plan.Value,
            lines = Enumerable.Repeat(new { item = Tenant.Coffee.Value, quantity = 1 }, Far),
            deliveries = Deliveries,
            budget = new[] { new { line = 1 } },
        });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(1010, await ApiHost.ProblemCode(refused));
        Assert.Equal(before, await Held(supplier));
        Assert.Equal(
            HttpStatusCode.NotFound, (await tenant.Client("buyer").GetAsync($"/api/v1/orders/{order}")).StatusCode);
    }

    private static object[] Deliveries =>
    [
        new
        {
            address = "Jl. Dr. Susilo 44",
            region = "18.71",
            neededBy = Tenant.Today.AddDays(14),
            recipient = "Siti",
            phone = "0721481107",
        },
    ];

    private static async Task<decimal> Held(HttpClient supplier) =>
        (await ApiHost.Json(await supplier.GetAsync($"/api/v1/catalogue/items/{Tenant.Coffee}/stock")))
        .GetProperty("held").GetDecimal();

    private static async Task<int> LineCount(HttpClient client)
    {
        var cart = await ApiHost.Json(await client.GetAsync("/api/v1/cart"));
        return cart.GetProperty("suppliers").EnumerateArray()
            .Sum(static supplier => supplier.GetProperty("lines").GetArrayLength());
    }

    private static Task<HttpResponseMessage> Add(HttpClient client, ItemId item) =>
        Post(client, "/api/v1/cart/lines", new { itemId = item.Value, quantity = 1, region = "18.71" });

    private static Task<HttpResponseMessage> CheckOut(HttpClient client, params SupplierId[] suppliers) =>
        Post(client, "/api/v1/cart/checkout", new
        {
            plan = Tenant.Plan.Value,
            orders = suppliers.Select(static supplier => new
            {
                orderId = Guid.CreateVersion7().ToString(),
                supplierId = supplier.Value,
                deliveries = Deliveries,
                budget = new[] { new { line = 1 } },
                comparisonNote = "Dibandingkan",
                localContentReason = "Produk UMK Lampung",
            }),
        });

    private static async Task Clear(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/cart/lines");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return client.SendAsync(request);
    }
}
