using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>Whole tasks without a mouse (WCAG 2.2, 2.1.1 Keyboard, 2.4.7 Focus Visible).</summary>
[Collection(BrowserCollection.Name)]
public sealed class KeyboardWalkTests(BrowserHost host)
{
    private const string Item = "itm-0000004";

    [BrowserFact]
    public async Task An_officer_goes_from_the_search_to_an_order_and_an_offer()
    {
        await using var buyer = await host.Visit();
        var (page, keys) = (buyer.Page, new Keyboard(buyer.Page));
        await SignIn(buyer, keys, "pp");
        await keys.Press(page.GetByRole(AriaRole.Link, new() { Name = "Katalog", Exact = true }));
        await buyer.Arrives(static url => url.EndsWith("/katalog", StringComparison.Ordinal));

        await SkipsTheHeader(page, keys);
        await keys.Type(page.GetByLabel("Cari barang atau jasa"), "Pencetak Laser Mono");
        await page.Keyboard.PressAsync("Enter");
        await keys.Press(page.Locator($".card a[href='/produk/{Item}']"));
        await buyer.Arrives(static url => url.EndsWith($"/produk/{Item}", StringComparison.Ordinal));
        var cart = await Opens(page, keys, "Masukkan ke keranjang");
        await keys.Type(cart.GetByLabel("Jumlah").First, "4");
        await keys.Press(page.GetByRole(AriaRole.Button, new() { Name = "Masukkan ke keranjang" }));
        await keys.Press(page.GetByRole(AriaRole.Link, new() { Name = "Pesan dari" }));
        await keys.Choose(page.GetByLabel("Paket RUP yang membayar"), "57001001");
        await keys.Press(page.GetByRole(AriaRole.Button, new() { Name = "Pakai paket ini" }));
        await keys.Choose(page.GetByLabel("Cara harga ditetapkan"), "Negosiasi");
        var order = await Opens(page, keys, "Kirim pesanan");
        await keys.Type(order.GetByLabel("Alamat").First, "Jl. Wolter Monginsidi 69");
        await keys.Type(order.GetByLabel("Penerima").First, "Bagian Umum");
        await keys.Type(order.GetByLabel("Telepon").First, "0721481107");
        await keys.Type(order.GetByLabel("Alasan bila TKDN").First, "Tidak ada produk dalam negeri yang setara");
        await keys.Type(order.GetByLabel("Pembanding harga").First, "Dua produk sejenis");
        await keys.Press(page.GetByRole(AriaRole.Button, new() { Name = "Kirim pesanan" }));
        await buyer.Arrives(static url => url.Contains("/pesanan/", StringComparison.Ordinal));

        var offer = await Opens(page, keys, "Ajukan harga");
        await keys.Type(offer.GetByLabel("Harga satuan").First, "5.500.000");
        await keys.Type(offer.GetByLabel("Catatan").First, "Mohon harga terbaik");
        await keys.Press(page.GetByRole(AriaRole.Button, new() { Name = "Ajukan harga" }));
        await Expect(page.Locator(".talk")).ToContainTextAsync("Mohon harga terbaik");
        await buyer.Inspect("keyboard-offered");
    }

    [BrowserFact]
    public async Task A_supplier_adds_a_certificate_with_its_copy_and_a_manager_returns_the_registration()
    {
        var (name, supplier) = (SupplierWalkTests.NewName(), SupplierWalkTests.NewName());
        using var api = await DeskApi.Register(host.Address, name);
        await api.HandIn(supplier);
        await using (var owner = await host.Visit(Visitor.Phone))
        {
            var keys = new Keyboard(owner.Page);
            await SignIn(owner, keys, name);
            await owner.Go($"/usaha/{supplier}/sertifikat");
            var form = await Opens(owner.Page, keys, "Tambah sertifikat");
            await keys.Choose(form.GetByLabel("Jenis").First, "Halal");
            await keys.Type(form.GetByLabel("Nomor").First, "ID18110000123456");
            await keys.Type(form.GetByLabel("Atas nama").First, "Koperasi Kopi Sumberjaya");
            await keys.TypeDate(form.GetByLabel("Tanggal terbit"), new DateOnly(2025, 3, 1));
            await keys.Attach(form.GetByLabel("Salinan sertifikat"), Pictures.Pdf("halal.pdf"));
            await Expect(form.GetByRole(AriaRole.Status)).ToHaveCountAsync(1);
            await keys.Press(form.GetByRole(AriaRole.Button, new() { Name = "Tambah sertifikat" }));
            await Expect(owner.Page.Locator("main")).ToContainTextAsync("ID18110000123456");
        }

        await using var manager = await host.Visit();
        var (page, own) = (manager.Page, new Keyboard(manager.Page));
        await SignIn(manager, own, "manajer");
        await own.Press(page.Locator($"a[href='/kurasi/penyedia/{supplier}']"));
        await manager.Arrives(url => url.EndsWith(supplier, StringComparison.Ordinal));
        var take = await Opens(page, own, "Ambil untuk diperiksa");
        await own.Press(take.GetByRole(AriaRole.Button, new() { Name = "Ambil untuk diperiksa" }));
        var back = await Opens(page, own, "Kembalikan untuk diperbaiki");
        await own.Type(back.GetByLabel("NIB tidak terdaftar"), "NIB ini tidak ditemukan di OSS");
        await own.Press(back.GetByRole(AriaRole.Button, new() { Name = "Kembalikan untuk diperbaiki" }));
        await Expect(page.Locator("main .govuk-tag").First).ToHaveTextAsync("Dikembalikan");
    }

    private static async Task SignIn(Visitor visitor, Keyboard keys, string name)
    {
        await visitor.Go("/tugas");
        await keys.Type(visitor.Page.GetByLabel("Alamat surel"), $"{name}@demo.test");
        await keys.Type(visitor.Page.GetByLabel("Kata sandi"), DeskApi.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Arrives(static url => url.EndsWith("/tugas", StringComparison.Ordinal));
    }

    /// <summary>The first stop of a page leads past what all pages have in common.</summary>
    private static async Task SkipsTheHeader(IPage page, Keyboard keys)
    {
        await page.Keyboard.PressAsync("Tab");
        await keys.Press(page.GetByRole(AriaRole.Link, new() { Name = "Langsung ke isi" }));
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.closest('main') !== null"));
    }

    private static async Task<ILocator> Opens(IPage page, Keyboard keys, string action)
    {
        var form = page.Locator("details.action")
            .Filter(new() { Has = page.Locator("summary", new() { HasText = action }) }).First;
        if (await form.GetAttributeAsync("open") is null) await keys.Press(form.Locator("summary"));
        return form;
    }
}
