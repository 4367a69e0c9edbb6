using System.Globalization;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>What a supplier is told of its money: before it accepts an order, and until it is paid.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SupplierBillTests(BrowserHost host)
{
    [BrowserFact]
    public Task A_supplier_sees_its_net_before_accepting_and_at_whose_desk_its_money_lies() =>
        Walk("bills", Visitor.Desktop);

    [BrowserFact]
    public Task A_supplier_sees_its_net_before_accepting_and_at_whose_desk_its_money_lies_on_a_phone() =>
        Walk("bills-360", Visitor.Phone);

    private async Task Walk(string name, int width)
    {
        var (account, supplier, item) = (NewName(), NewName(), NewName());
        using var owner = await DeskApi.Register(host.Address, account);
        await owner.HandIn(supplier);
        using var manager = await DeskApi.SignIn(host.Address, "manajer");
        await manager.VerifySupplier(supplier);
        await owner.HandIn(supplier, item);
        await manager.PublishItem(item);
        await owner.Post($"catalogue/items/{item}/stock/receipts", """{"id":"first","quantity":500}""");
        var order = await Sign(item);

        await using var visitor = await host.Visit(width);
        await visitor.SignIn(account, $"/pesanan/{order}");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("Yang diterima penyedia");
        await visitor.Inspect($"{name}-1-signed");
        await visitor.Do("Terima pesanan");
        await visitor.Do("Kirim barang", ("Kurir", "Sendiri"));
        await Accept(order);
        await visitor.Go($"/usaha/{supplier}/tagihan");
        await Expect(visitor.Page.Locator("tbody")).ToContainTextAsync("Menunggu tagihan Anda");
        await visitor.Page.Locator("tbody a").ClickAsync();
        await visitor.Do("Kirim tagihan", ("Nomor tagihan", "INV-01"));

        await visitor.Go($"/usaha/{supplier}");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Tagihan", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator("tbody")).ToContainTextAsync("Menunggu bendahara.");
        await Expect(visitor.Page.Locator("tbody")).ToContainTextAsync("Menunggu pembayaran");
        await visitor.Inspect($"{name}-2-unpaid");
        await visitor.Go($"/pesanan?penyedia={supplier}");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("tbody")).ToContainTextAsync("Yang diterima penyedia");
        await visitor.Inspect($"{name}-3-orders");
    }

    /// <summary>Someone buys of the item, and someone else signs the letter.</summary>
    /// <returns>The order.</returns>
    private async Task<string> Sign(string item)
    {
        var order = Guid.CreateVersion7().ToString();
        var needed = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var buyer = await DeskApi.SignIn(host.Address, "pp");
        await buyer.Post($"orders/{order}/submit",
            $$"""
            {"plan":"57001001","method":"directPurchase","lines":[{"item":"{{item}}","quantity":10}],
            "deliveries":[{"address":"Jl. Wolter Monginsidi 69","region":"18.71","neededBy":"{{needed}}",
            "recipient":"Bagian Umum","phone":"0721481107"}],"budget":[{"line":1}],
            "localContentReason":"Produk UMK Lampung","comparisonNote":"Dibandingkan dengan dua produk sejenis"}
            """);
        using var officer = await DeskApi.SignIn(host.Address, "ppk");
        await officer.Post($"orders/{order}/sign", "{}");
        return order;
    }

    /// <summary>What was sent is received, found good and handed over.</summary>
    private async Task Accept(string order)
    {
        var today = TimeProvider.System.GetUtcNow().AddHours(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var receiver = await DeskApi.SignIn(host.Address, "penerima");
        await receiver.Post($"orders/{order}/receive", """{"shipment":1}""");
        await receiver.Post($"orders/{order}/inspect",
            $$"""{"date":"{{today}}","lines":[{"line":1,"accepted":10}]}""");
        using var officer = await DeskApi.SignIn(host.Address, "ppk");
        await officer.Post($"orders/{order}/handover", """{"number":"BAST/02"}""");
    }

    private static string NewName() => $"usaha-{Guid.NewGuid():n}";
}
