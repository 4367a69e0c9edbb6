using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>A supplier and its listing on the catalogue manager's desk, from the queue to sanctions.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ManagerWalkTests(BrowserHost host)
{
    [BrowserFact]
    public Task A_manager_keeps_the_catalogue() => Walk("manager", Visitor.Desktop, runsScripts: true, "10.04.91");

    [BrowserFact]
    public Task A_manager_keeps_the_catalogue_on_a_phone_without_scripts() =>
        Walk("manager-360-plain", Visitor.Phone, runsScripts: false, "10.04.92");

    [BrowserFact]
    public async Task An_auditor_sees_the_desk_and_decides_nothing()
    {
        await using var auditor = await host.Visit();
        await auditor.SignIn("auditor", "/kurasi");
        await auditor.Inspect("auditor-queue");
        foreach (var (name, path) in ((string, string)[])
            [("supplier", "/kurasi/penyedia/sup-submitted"), ("item", "/kurasi/produk/itm-submitted"),
             ("doubts", "/kurasi/diragukan"), ("categories", "/kurasi/kategori")])
        {
            await auditor.Go(path);
            await auditor.Inspect($"auditor-{name}");
            // Reading personal numbers is theirs, and recorded.
            await Expect(Actions(auditor)).ToHaveCountAsync(name == "supplier" ? 1 : 0);
        }
    }

    [BrowserFact]
    public async Task A_facilitator_sees_who_waits_and_not_the_listings()
    {
        await using var facilitator = await host.Visit(Visitor.Phone);
        await facilitator.SignIn("fasilitator", "/kurasi");
        await facilitator.Inspect("facilitator-queue-360");
        await Expect(facilitator.Page.Locator("main")).ToContainTextAsync("Antrean produk hanya untuk");
        await facilitator.Go("/kurasi/penyedia/sup-submitted");
        await Expect(Actions(facilitator)).ToHaveCountAsync(0);
    }

    private async Task Walk(string name, int width, bool runsScripts, string category)
    {
        using var business = await BusinessOverApi.Open(host.Address);
        await business.Register();
        await using var manager = await host.Visit(width, runsScripts);
        await manager.SignIn("manajer");
        await Expect(manager.Page.Locator($"a[href='/kurasi/penyedia/{business.Supplier}']")).ToBeVisibleAsync();
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "Kurasi" }).ClickAsync();
        await manager.Inspect($"{name}-0-queue");
        await JudgeSupplier(manager, business, name);
        await JudgeListing(manager, business, name);
        await Sanction(manager, business, name);
        await KeepCategories(manager, name, category);
    }

    private static async Task JudgeSupplier(Visitor manager, BusinessOverApi business, string name)
    {
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = business.Name }).ClickAsync();
        var desk = $"/kurasi/penyedia/{business.Supplier}";
        await manager.Inspect($"{name}-1-registration");
        await Expect(manager.Page.Locator("main")).ToContainTextAsync("Ini pengajuan pertama");
        await manager.Do("Ambil untuk diperiksa");
        await manager.Do("Kembalikan untuk diperbaiki");
        await Expect(manager.Page.Locator(".govuk-error-message"))
            .ToHaveTextAsync("Pilih atau isi sekurangnya satu.");
        await manager.Inspect($"{name}-1-refused");
        await manager.Do("Kembalikan untuk diperbaiki", ("NIB tidak terdaftar", "NIB ini tidak ditemukan di OSS"));
        await Expect(Stage(manager)).ToHaveTextAsync("Dikembalikan");
        await manager.Inspect($"{name}-2-returned");

        await business.Mend();
        await manager.Go(desk);
        var changes = manager.Page.Locator(".compared tbody tr");
        await Expect(changes).ToHaveCountAsync(2);
        await Expect(changes.Nth(0)).ToContainTextAsync("9120001234567");
        await Expect(changes.Nth(0)).ToContainTextAsync("9120007654321");
        await Expect(changes.Nth(1)).ToContainTextAsync("••••8877");
        await manager.Inspect($"{name}-3-compared");
        await manager.Do("Tampilkan nomor lengkap", ("Untuk apa", "Mencocokkan rekening dengan buku tabungan"));
        await Expect(manager.Page.Locator("main")).ToContainTextAsync("3809998877");
        await manager.Inspect($"{name}-3-revealed");

        await manager.Go(desk);
        await Expect(manager.Page.Locator("main")).Not.ToContainTextAsync("3809998877");
        await manager.Do("Ambil untuk diperiksa");
        await manager.Do("Nyatakan sertifikat asli");
        await manager.Do("Verifikasi penyedia");
        await Expect(Stage(manager)).ToHaveTextAsync("Terverifikasi");
        await manager.Inspect($"{name}-4-verified");
    }

    private static async Task JudgeListing(Visitor manager, BusinessOverApi business, string name)
    {
        await business.List();
        await manager.Go("/kurasi");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "Produk yang diragukan" }).ClickAsync();
        await manager.Inspect($"{name}-doubts");
        await manager.Go("/kurasi");
        await manager.Page.Locator($"a[href='/kurasi/produk/{business.Item}']").ClickAsync();
        await manager.Inspect($"{name}-5-listing");
        await manager.Do("Ambil untuk diperiksa");
        var rejection = await manager.Open("Tolak untuk diperbaiki");
        await rejection.GetByLabel("Nama, uraian, atau atribut tidak jelas").CheckAsync();
        await manager.Do("Tolak untuk diperbaiki", ("Apa yang harus diperbaiki", "Sebutkan jenis kopi dan isinya"));
        await Expect(Stage(manager)).ToHaveTextAsync("Ditolak");
        await manager.Inspect($"{name}-6-rejected");

        await business.MendListing();
        await manager.Go($"/kurasi/produk/{business.Item}");
        await Expect(manager.Page.Locator(".compared").First.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(manager.Page.Locator(".compared").First).ToContainTextAsync("Kopi Bubuk Robusta 250 g");
        await Expect(manager.Page.Locator(".compared").Last).ToContainTextAsync("Rp42.000");
        await Expect(manager.Page.Locator(".compared").Last).ToContainTextAsync("Rp39.000");
        await manager.Inspect($"{name}-7-compared");
        await manager.Do("Ambil untuk diperiksa");
        var approval = await manager.Open("Tayangkan");
        await approval.GetByLabel("Produk dalam negeri (PDN)").CheckAsync();
        await approval.GetByLabel("Halal").CheckAsync();
        await manager.Do("Tayangkan");
        await Expect(Stage(manager)).ToHaveTextAsync("Tayang");
        await manager.Inspect($"{name}-8-published");
        await manager.Do("Bekukan", ("Keterangan", "Harga diperiksa ulang"));
        await Expect(Stage(manager)).ToHaveTextAsync("Dibekukan");
        await manager.Inspect($"{name}-8-frozen");
        await manager.Do("Cairkan");
        await Expect(Stage(manager)).ToHaveTextAsync("Tayang");
    }

    private static async Task Sanction(Visitor manager, BusinessOverApi business, string name)
    {
        await manager.Go($"/penyedia/{business.Supplier}");
        await manager.Page.GetByRole(AriaRole.Link, new() { Name = "Buka di halaman kurasi" }).ClickAsync();
        var sanction = await manager.Open("Jatuhkan sanksi");
        await sanction.GetByLabel("Jenis sanksi").SelectOptionAsync("FirstWarning");
        await sanction.GetByLabel("Alasan").SelectOptionAsync("OrderNotFulfilled");
        await manager.Inspect($"{name}-9-sanction");
        await manager.Do(
            "Jatuhkan sanksi", ("Nomor surat keputusan", "SK/7/2026"), ("Bukti", "Berita acara 12/2026"));
        await Expect(manager.Page.Locator("main")).ToContainTextAsync("Surat peringatan pertama (SP1) Berlaku");
        await manager.Inspect($"{name}-9-sanctioned");
        await manager.Do("Cabut sanksi", ("Alasan pencabutan", "Barang sudah dikirim"));
        await Expect(manager.Page.Locator("main")).ToContainTextAsync("Surat peringatan pertama (SP1) Selesai");
    }

    private static async Task KeepCategories(Visitor manager, string name, string code)
    {
        await manager.Go("/kurasi/kategori");
        await manager.Do("Tambah kategori",
            ("Kode", code), ("Nama", "Sayur Siap Masak"), ("Nama dalam bahasa Inggris", "Prepared vegetables"),
            ("Kode atribut", "netWeight"), ("Nama atribut", "Berat bersih"),
            ("Nama atribut dalam bahasa Inggris", "Net weight"));
        await manager.Go($"/kurasi/kategori/{code}");
        await Expect(manager.Page.Locator("main")).ToContainTextAsync("Berat bersih");
        await manager.Inspect($"{name}-a-category");
        await manager.Do("Ubah kategori", ("Nama", "Sayur Siap Olah"));
        await Expect(manager.Page.Locator("h1")).ToContainTextAsync("Sayur Siap Olah");
        await manager.Go("/kurasi/kategori");
        await manager.Do("Tambah kategori",
            ("Kode", code), ("Nama", "Lain"), ("Nama dalam bahasa Inggris", "Other"));
        await Expect(manager.Page.Locator(".govuk-error-summary")).ToContainTextAsync("sudah ada");
        await manager.Inspect($"{name}-a-twice");
    }

    private static ILocator Stage(Visitor visitor) => visitor.Page.Locator("main .govuk-tag").First;

    private static ILocator Actions(Visitor visitor) => visitor.Page.Locator("details.action");
}
