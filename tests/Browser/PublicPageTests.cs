using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>What everybody sees without signing in, at a desk and on a phone, in both languages.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PublicPageTests(BrowserHost host)
{
    /// <summary>Over the wire, pictures apart.</summary>
    private const int MostBytes = 60_000;

    [BrowserFact]
    public async Task A_shopper_finds_a_product_and_its_supplier()
    {
        await using var shopper = await host.Visit();
        await shopper.Go("/");
        await shopper.Inspect("home");

        await shopper.Page.GetByLabel("Cari barang atau jasa").FillAsync("kopi");
        await shopper.Page.GetByRole(AriaRole.Button, new() { Name = "Cari" }).ClickAsync();
        await shopper.Inspect("catalogue-search");
        Assert.Contains("kopi", await shopper.Page.Locator(".card").First.InnerTextAsync(),
            StringComparison.OrdinalIgnoreCase);

        await shopper.Page.Locator(".card a").First.ClickAsync();
        await shopper.Inspect("product");
        await shopper.Page.Locator("a[href^='/penyedia/']").ClickAsync();
        await shopper.Inspect("supplier");
    }

    [BrowserFact]
    public async Task A_shopper_narrows_down_by_place_and_quantity_and_is_told_why()
    {
        await using var shopper = await host.Visit();
        await shopper.Go("/");
        await shopper.Page.GetByLabel("Cari barang atau jasa").PressSequentiallyAsync("kop");
        await Expect(shopper.Page.Locator("#saran option[value='kopi']")).ToHaveCountAsync(1);

        await shopper.Go("/katalog?q=kopi");
        await shopper.Page.GetByLabel("Kirim ke").SelectOptionAsync("18.71");
        await shopper.Page.GetByLabel("Jumlah yang dibutuhkan").FillAsync("10");
        await shopper.Page.GetByLabel("Stok", new() { Exact = true }).SelectOptionAsync("true");
        await shopper.Page.GetByRole(AriaRole.Button, new() { Name = "Terapkan" }).ClickAsync();
        await Expect(shopper.Page.Locator(".card").First).ToContainTextAsync("untuk 10");
        await Expect(shopper.Page.Locator(".card").First).ToContainTextAsync("termasuk ongkos kirim dan PPN");

        await shopper.Page.GetByText("Mengapa urutannya begini?").ClickAsync();
        await Expect(shopper.Page.Locator(".card").First).ToContainTextAsync("kelokalan");
        await shopper.Inspect("catalogue-explained");
        await shopper.Page.GetByText("Lihat bobot yang berlaku").ClickAsync();
        await Expect(shopper.Page.Locator("main")).ToContainTextAsync("Poin untuk produk Lampung");
    }

    [BrowserFact]
    public async Task Every_public_page_is_sound_on_a_phone_and_in_English()
    {
        await using var phone = await host.Visit(Visitor.Phone);
        foreach (var (name, path) in Pages)
        {
            AssertSound(name, await phone.Go(path));
            await phone.Inspect($"{name}-360");
            if (name == "compare") await Expect(phone.Page.Locator("main")).ToContainTextAsync("Impor dari Jepang");
        }

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        foreach (var (name, path) in Pages)
        {
            AssertSound(name, await phone.Go(path));
            Assert.Equal("en", await phone.Page.Locator("html").GetAttributeAsync("lang"));
            await phone.Inspect($"{name}-360-en");
        }
    }

    /// <summary>What each public page is there for.</summary>
    [BrowserFact]
    public async Task Public_pages_say_what_people_come_for()
    {
        await using var shopper = await host.Visit();
        foreach (var (path, texts) in ((string, string[])[])
        [
            ("/", ["Produk tayang", "Belanja dari usaha kecil", "Pangan dan Hasil Pertanian", "Terbaru dari Lampung"]),
            ("/produk/itm-0000006", ["Harga menurut wilayah dan jumlah", "Ongkos kirim", "Bukti kandungan lokal",
                "Sertifikat", "Stok", "hari kerja", "Riwayat harga", "Penawaran lain"]),
            ("/penyedia/sup-00002", ["Kabupaten/kota", "Ukuran usaha", "Produk"]),
            ("/banding", ["Buka katalog"]),
            ("/bantuan", ["Mencari produk", "Memesan untuk instansi", "Berjualan"]),
        ])
        {
            await shopper.Go(path);
            foreach (var text in texts) await Expect(shopper.Page.Locator("main")).ToContainTextAsync(text);
        }

        await shopper.Go("/produk/itm-0000006");
        await Expect(shopper.Page.Locator("svg.chart path.line")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_catalogue_is_read_without_scripts()
    {
        await using var shopper = await host.Visit(runsScripts: false);
        await shopper.Go("/katalog");
        await shopper.Page.GetByRole(AriaRole.Link, new() { Name = "Halaman berikutnya" })
            .ClickAsync();
        Assert.NotEqual(0, await shopper.Page.Locator(".card").CountAsync());
    }

    /// <summary>The check that looks at every stop of a walk is itself able to fail.</summary>
    [BrowserFact]
    public async Task What_keeps_people_out_is_found()
    {
        await using var shopper = await host.Visit();
        await shopper.Go("/bantuan");
        await shopper.Page.EvaluateAsync("() => document.documentElement.removeAttribute('lang')");

        var found = await Assert.ThrowsAsync<Xunit.Sdk.TrueException>(() => shopper.Inspect("kept-out"));

        Assert.Contains("html-has-lang", found.Message, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_first_visit_costs_a_phone_little_and_asks_nobody_else()
    {
        foreach (var (name, path) in Pages)
        {
            await using var phone = await host.Visit(Visitor.Phone);
            var finished = new ConcurrentQueue<Microsoft.Playwright.IRequest>();
            phone.Page.RequestFinished += (_, request) => finished.Enqueue(request);
            await phone.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            var requests = finished.ToList();

            var bytes = 0;
            foreach (var request in requests.Where(static request => request.ResourceType != "image"))
            {
                var sizes = await request.SizesAsync();
                bytes += sizes.ResponseHeadersSize + Math.Max(0, sizes.ResponseBodySize);
            }

            Assert.All(requests, request =>
                Assert.StartsWith(host.Address.ToString(), request.Url, StringComparison.Ordinal));
            Assert.True(bytes is > 1_000 and < MostBytes, $"{name} costs {bytes} bytes.");
        }
    }

    /// <summary>Each public page by the name its screenshots have.</summary>
    public static readonly (string Name, string Path)[] Pages =
    [
        ("home", "/"), ("catalogue", "/katalog"), ("catalogue-none", "/katalog?q=zzzz"),
        ("exposure", "/paparan"), ("catalogue-explained", "/katalog?q=kopi&tujuan=18.71&jumlah=10&jelaskan=true"),
        ("catalogue-refused", "/katalog?dari=murah"), ("product", "/produk/itm-0000006"),
        ("suppliers", "/penyedia"), ("supplier", "/penyedia/sup-00002"),
        ("compare", "/banding?produk=itm-0000006&produk=itm-0000004&produk=itm-0000005&jumlah=2"),
        ("compare-none", "/banding"), ("help", "/bantuan"), ("sign-in", "/masuk"),
    ];

    private static void AssertSound(string name, string html) =>
        Assert.True(HtmlCheck.Of(html) is { Count: 0 }, $"{name}: {string.Join('\n', HtmlCheck.Of(html))}");
}
