using System.Globalization;
using System.Text;
using Marketplace.Load;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>An order from its negotiation to its rating, by the five people whose desks it crosses.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OrderWalkTests(BrowserHost host)
{
    private const string Item = "itm-0000004";

    [BrowserFact]
    public Task An_order_goes_from_desk_to_desk() => Walk("order", Visitor.Desktop, runsScripts: true);

    [BrowserFact]
    public Task An_order_goes_from_desk_to_desk_on_a_phone() => Walk("order-360", Visitor.Phone, runsScripts: true);

    [BrowserFact]
    public Task An_order_goes_from_desk_to_desk_without_scripts() =>
        Walk("order-plain", Visitor.Desktop, runsScripts: false);

    [BrowserFact]
    public async Task The_same_order_is_seen_live_in_two_browsers()
    {
        var order = $"/pesanan/{await Submit(host)}";
        await using var buyer = await host.Visit();
        await using var supplier = await host.Visit();
        await buyer.SignIn("pp", order);
        await supplier.SignIn("penyedia", order);

        var place = supplier.Page.Locator($"[data-live=order] a[href='/produk/{Item}']");
        await place.FocusAsync();

        await buyer.Do("Ajukan harga", ("Harga satuan", "5.500.000"), ("Catatan", "Mohon harga terbaik"));

        await Expect(supplier.Page.Locator(".talk")).ToContainTextAsync("Mohon harga terbaik");
        // Whoever goes by keyboard has not lost their place.
        await Expect(place).ToBeFocusedAsync();
        await supplier.Do("Ajukan harga", ("Harga satuan", "5.800.000"), ("Catatan", "Termasuk pemasangan"));
        await Expect(buyer.Page.Locator(".talk")).ToContainTextAsync("Termasuk pemasangan");
        await Expect(buyer.Page.Locator("summary", new() { HasText = "Terima tawaran" })).ToBeVisibleAsync();
        await buyer.Inspect("order-live");
    }

    [BrowserFact]
    public async Task A_refused_form_keeps_what_was_typed_and_says_why_beside_the_field()
    {
        await using var buyer = await host.Visit();
        await buyer.SignIn("pp", $"/pesanan/{await Submit(host)}");

        await buyer.Do("Ajukan harga", ("Harga satuan", "murah"), ("Catatan", "Tolong"));

        await Expect(buyer.Page.Locator(".govuk-error-message")).ToHaveTextAsync("Isian ini bukan jumlah rupiah.");
        await Expect(buyer.Page.GetByLabel("Catatan").First).ToHaveValueAsync("Tolong");
        await Expect(buyer.Page.GetByLabel("Harga satuan")).ToHaveValueAsync("murah");
        await buyer.Inspect("order-refused");
    }

    private async Task Walk(string name, int width, bool runsScripts)
    {
        await using var buyer = await host.Visit(width, runsScripts);
        await using var supplier = await host.Visit(width, runsScripts);
        await using var officer = await host.Visit(width, runsScripts);
        await using var receiver = await host.Visit(width, runsScripts);
        await using var treasurer = await host.Visit(width, runsScripts);

        var order = await Shop(buyer, name);
        await buyer.Do("Ajukan harga", ("Harga satuan", "5.500.000"), ("Catatan", "Mohon harga terbaik"));
        await buyer.Inspect($"{name}-1-offered");
        await supplier.SignIn("penyedia", order);
        await supplier.Do("Ajukan harga", ("Harga satuan", "5.800.000"), ("Catatan", "Termasuk antar"));
        await buyer.Go(order);
        await buyer.Do("Terima tawaran");
        await officer.SignIn("ppk", order);
        await officer.Inspect($"{name}-2-negotiated");
        await officer.Do("Lanjutkan dengan harga ini");
        await officer.Do("Tandatangani surat pesanan");
        await supplier.Go(order);
        await Expect(supplier.Page.Locator("main")).ToContainTextAsync("Yang diterima penyedia");
        await supplier.Inspect($"{name}-3-signed");
        await supplier.Do("Terima pesanan");

        await supplier.Do("Kirim barang", ("Pencetak", "3"), ("Kurir", "Sendiri"));
        await receiver.SignIn("penerima", order);
        await receiver.Do("Catat penerimaan kiriman 1");
        await supplier.Go(order);
        await supplier.Do("Kirim barang", ("Kurir", "Sendiri"));
        await receiver.Go(order);
        await receiver.Do("Catat penerimaan kiriman 2");
        await receiver.Attach("Foto barang ini", Pictures.Png("retak.png", 1200, 900));
        await receiver.Do("Periksa barang", ("Jumlah yang baik", "3"), ("Jumlah yang ditolak", "1"),
            ("Alasan penolakan", "Kaca retak"));
        // The other side sees the photo: it was loaded and drawn.
        await supplier.Go(order);
        await supplier.SeesPicture(supplier.Page.Locator(".photos img"));
        await receiver.Inspect($"{name}-4-inspected");
        await officer.Go(order);
        await officer.Do("Selesaikan ketidaksesuaian", ("Catatan", "Satu unit dikurangi"));
        await supplier.Go(order);
        await supplier.Do("Kirim barang", ("Kurir", "Sendiri"));
        await receiver.Go(order);
        await receiver.Do("Catat penerimaan kiriman 3");
        await receiver.Do("Periksa barang", ("Jumlah yang baik", "1"));
        await officer.Go(order);
        await officer.Do("Terbitkan BAST", ("Nomor BAST", "BAST/01"));

        await supplier.Go(order);
        await supplier.Do("Kirim tagihan", ("Nomor tagihan", "INV-01"), ("Nomor faktur pajak", "0100002612345678"));
        await treasurer.SignIn("bendahara", order);
        await treasurer.Do("Bayar", ("Nomor SPM", "SP2D-0001"));
        await officer.Go(order);
        await officer.Do("Beri nilai penyedia", ("Ulasan", "Baik"));
        await Expect(officer.Page.Locator("[data-live=order] .govuk-tag").First).ToHaveTextAsync("Selesai");
        await officer.Inspect($"{name}-5-completed");
        await officer.Go($"{order}/surat");
        await Expect(officer.Page.Locator(".seal pre")).ToContainTextAsync("marketplace-lampung/log");
        await officer.Inspect($"{name}-5-letter");
        await supplier.Go($"{order}/bast");
        await Expect(supplier.Page.Locator(".paper")).ToContainTextAsync("BAST/01");
        await supplier.Inspect($"{name}-5-handover");
        await officer.Go("/rencana/57001001");
        foreach (var text in (string[])["Dibayar", "Terikat", "Ditahan", "Bebas"])
            await Expect(officer.Page.Locator("main")).ToContainTextAsync(text);
        await Expect(officer.Page.Locator(".bar").First).ToBeVisibleAsync();
        await officer.Inspect($"{name}-6-plan");
        await officer.Go("/pesanan");
        await officer.Inspect($"{name}-6-orders");
    }

    /// <summary>From the search to a submitted order.</summary>
    /// <returns>The order's address.</returns>
    private static async Task<string> Shop(Visitor buyer, string name)
    {
        await buyer.SignIn("pp");
        await buyer.Inspect($"{name}-0-tasks");
        await buyer.Go("/katalog");
        await buyer.Page.GetByLabel("Cari barang atau jasa").FillAsync("Pencetak Laser Mono");
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Cari" }).ClickAsync();
        await buyer.Page.Locator($".card a[href='/produk/{Item}']").ClickAsync();
        await buyer.Do("Masukkan ke keranjang", ("Jumlah", "4"));
        var cart = buyer.Page.Locator("main");
        foreach (var text in (string[])["UD Lestari Alam 1", "Ongkos kirim", "Pajak", "rencana ini masih punya"])
            await Expect(cart).ToContainTextAsync(text);
        await buyer.Inspect($"{name}-0-cart");
        await buyer.Page.GetByRole(AriaRole.Link, new() { Name = "Pesan dari" }).ClickAsync();
        await buyer.Page.GetByLabel("Paket RUP yang membayar").SelectOptionAsync("57001001");
        await buyer.Page.GetByRole(AriaRole.Button, new() { Name = "Pakai paket ini" }).ClickAsync();
        await buyer.Page.GetByLabel("Cara harga ditetapkan").SelectOptionAsync("Negotiation");
        await Expect(cart).ToContainTextAsync("Kewajaran harga");
        await buyer.Inspect($"{name}-0-checkout");
        await buyer.Do("Kirim pesanan",
            ("Alamat", "Jl. Wolter Monginsidi 69"), ("Penerima", "Bagian Umum"), ("Telepon", "0721481107"),
            ("Alasan bila TKDN", "Tidak ada produk dalam negeri yang setara"),
            ("Pembanding harga", "Dua produk sejenis"));
        await buyer.Arrives(static url => url.Contains("/pesanan/", StringComparison.Ordinal));
        await Expect(cart).ToContainTextAsync("Kewajaran harga saat dipesan");
        await buyer.Inspect($"{name}-0-submitted");
        return new Uri(buyer.Page.Url).AbsolutePath;
    }

    /// <summary>Submits a negotiated order of one printer for the demo's first unit.</summary>
    internal static async Task<string> Submit(BrowserHost host)
    {
        using var api = new Api(host.Address);
        var token = await SeedNames.Of("demo").SignIn(api, "pp");
        var order = Guid.CreateVersion7().ToString();
        var needed = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var body = $$"""
            {"plan":"57001001","method":"negotiation","lines":[{"item":"{{Item}}","quantity":1}],
            "deliveries":[{"address":"Jl. Wolter Monginsidi 69","region":"18.71","neededBy":"{{needed}}",
            "recipient":"Bagian Umum","phone":"0721481107"}],"budget":[{"line":1}],
            "localContentReason":"Tidak ada produk dalam negeri yang setara",
            "comparisonNote":"Dibandingkan dengan dua produk sejenis"}
            """;
        var answer = await api.Command(
            HttpMethod.Post, api.At($"orders/{order}/submit"), Encoding.UTF8.GetBytes(body), token, order, keep: true);
        Assert.True(answer.IsOk, Encoding.UTF8.GetString(answer.Body ?? []));
        return order;
    }
}
