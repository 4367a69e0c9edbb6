using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>A coffee cooperative, from its account to its products in the catalogue, and what comes back on the
/// way.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SupplierWalkTests(BrowserHost host)
{
    [BrowserFact]
    public Task A_cooperative_goes_from_its_account_to_a_published_product_on_a_phone() =>
        Walk("supplier-360", Visitor.Phone, runsScripts: true);

    [BrowserFact]
    public Task A_cooperative_goes_from_its_account_to_a_published_product_without_scripts() =>
        Walk("supplier-plain", Visitor.Desktop, runsScripts: false);

    [BrowserFact]
    public async Task A_returned_registration_shows_why_beside_the_field_and_is_handed_in_again()
    {
        var (name, supplier) = (NewName(), NewName());
        using var owner = await DeskApi.Register(host.Address, name);
        await owner.HandIn(supplier);
        using var manager = await DeskApi.SignIn(host.Address, "manajer");
        await manager.Post($"suppliers/{supplier}/review");
        await manager.Post($"suppliers/{supplier}/return",
            """{"notes":[{"reason":"nibMismatch","text":"NIB ini milik usaha lain. Periksa di oss.go.id."}]}""");

        await using var visitor = await host.Visit(Visitor.Phone);
        await visitor.SignIn(name, $"/usaha/{supplier}");
        await Expect(Tag(visitor)).ToHaveTextAsync("Dikembalikan");
        await visitor.Inspect("supplier-returned");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Perbaiki", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator("form .returned")).ToContainTextAsync("NIB ini milik usaha lain");
        await visitor.Inspect("supplier-returned-step");
        await visitor.Do("Simpan", ("NIB", "9120007654321"));
        await visitor.Do("Serahkan pendaftaran");

        await Expect(Tag(visitor)).ToHaveTextAsync("Menunggu diperiksa");
    }

    [BrowserFact]
    public async Task A_rejected_product_shows_why_and_is_mended_and_handed_in_again()
    {
        var (name, supplier, item) = (NewName(), NewName(), NewName());
        using var owner = await DeskApi.Register(host.Address, name);
        await owner.HandIn(supplier);
        using (var operators = await DeskApi.SignIn(host.Address, "manajer")) await operators.VerifySupplier(supplier);
        await owner.HandIn(supplier, item);
        await using var manager = await host.Visit();
        await manager.SignIn("manajer", $"/kurasi/produk/{item}");
        await manager.Do("Ambil untuk diperiksa");
        var rejection = await manager.Open("Tolak untuk diperbaiki");
        await rejection.GetByLabel("Nama, uraian, atau atribut tidak jelas").CheckAsync();
        await manager.Do("Tolak untuk diperbaiki",
            ("Apa yang harus diperbaiki", "Sebutkan jenis kopi dan beratnya pada nama."));

        await using var visitor = await host.Visit();
        await visitor.SignIn(name, $"/usaha/{supplier}/produk/{item}/ubah");
        await Expect(visitor.Page.Locator(".returned")).ToContainTextAsync("Sebutkan jenis kopi");
        await Expect(visitor.Page.Locator(".returned li")).ToHaveTextAsync("Nama atau uraiannya belum jelas");
        await visitor.Inspect("listing-rejected");
        await visitor.Do("Simpan perubahan", ("Nama produk", "Kopi bubuk robusta 250 gram"));
        await visitor.Do("Serahkan untuk diperiksa");
        await Expect(Tag(visitor)).ToHaveTextAsync("Menunggu diperiksa");

        await Publish(manager, item);
        await visitor.Go($"/produk/{item}");
        await Expect(visitor.Page.Locator("h1")).ToHaveTextAsync("Kopi bubuk robusta 250 gram");
    }

    [BrowserFact]
    public async Task Products_come_from_a_file_and_what_is_wrong_with_it_is_said()
    {
        var (name, supplier) = (NewName(), NewName());
        using var api = await DeskApi.Register(host.Address, name);
        await api.HandIn(supplier);
        await using var owner = await host.Visit(Visitor.Phone);
        await owner.SignIn(name, $"/usaha/{supplier}/produk");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Impor produk dari berkas" }).ClickAsync();
        await owner.Inspect("import-360-0");

        await Send("Nama produk,Kategori,Satuan\nKopi,10.01.01,ember\n");
        await Expect(owner.Page.Locator(".govuk-error-summary")).ToContainTextAsync(
            "Baris 2, kolom Satuan: \"ember\" tidak dikenali.");
        await owner.Inspect("import-360-1-refused");
        await Send("Nama produk;Kategori;Satuan;Harga;Stok\n"
            + "Kopi A;10.01.01;buah;32.000;10\nKopi B;99.99.99;buah;1;1\nKopi C;10.01.01;buah;;\n");
        await Expect(owner.Page.Locator("main")).ToContainTextAsync("3 dari 3 baris selesai, 1 bermasalah");
        await Expect(owner.Page.Locator("main li")).ToContainTextAsync("Baris 3: Kopi B");
        await owner.Inspect("import-360-2-finished");

        async Task Send(string file)
        {
            await owner.Page.GetByLabel("Berkas produk").SetInputFilesAsync(new FilePayload
            {
                Name = "produk.csv",
                MimeType = "text/csv",
                Buffer = System.Text.Encoding.UTF8.GetBytes(file),
            });
            await owner.Do("Mulai impor");
        }
    }

    [BrowserFact]
    public async Task A_refused_step_keeps_what_was_typed_and_says_why_beside_the_field()
    {
        await using var visitor = await host.Visit(Visitor.Phone);
        var supplier = await Begin(visitor, NewName(), "supplier-refused");

        await visitor.Go($"{supplier}/identitas");
        await visitor.Do("Simpan", ("NIB", "12345"), ("Kode KBLI", "10761"));

        await Expect(visitor.Page.Locator(".govuk-error-message"))
            .ToHaveTextAsync("Isian ini belum benar. Yang diminta: 13 angka.");
        await Expect(visitor.Page.GetByLabel("NIB", new() { Exact = true })).ToHaveValueAsync("12345");
        await Expect(visitor.Page.GetByLabel("Kode KBLI")).ToHaveValueAsync("10761");
        await visitor.Inspect("supplier-refused");
    }

    private async Task Walk(string name, int width, bool runsScripts)
    {
        var account = NewName();
        string supplier;
        await using (var first = await host.Visit(width, runsScripts))
        {
            supplier = await Begin(first, account, name);
            await first.Page.GetByRole(AriaRole.Link, new() { Name = "NIB (nomor induk berusaha)" }).ClickAsync();
            await first.Page.Locator("summary", new() { HasText = "Tambah produk" }).First.ClickAsync();
            await first.Page.GetByLabel("Produk", new() { Exact = true }).First.FillAsync("Kopi bubuk");
            await first.Page.GetByLabel("Banyaknya sebulan").First.FillAsync("400");
            await first.Page.GetByLabel("Satuan kemampuan").First.FillAsync("kg");
            await first.Inspect($"{name}-3-identity");
            await first.Do("Simpan", ("NIB", "9120101234567"), ("Kode KBLI", "10761, 46314"),
                ("Omzet setahun", "900.000.000"));
        }

        // They leave, and go on another day where they were.
        await using var owner = await host.Visit(width, runsScripts);
        await owner.SignIn(account, "/usaha");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Koperasi Kopi Ulu Belu" }).ClickAsync();
        await owner.Inspect($"{name}-4-resumed");
        await Onboard(owner, name);
        await using var manager = await host.Visit(width, runsScripts);
        await manager.SignIn("manajer", $"/kurasi/penyedia/{IdOf(supplier)}");
        await Expect(manager.Page.Locator("main")).ToContainTextAsync("Kopi bubuk 400 kg");
        await manager.Do("Ambil untuk diperiksa");
        var link = manager.Page.GetByRole(AriaRole.Link, new() { Name = "Lihat salinan" });
        var copy = await link.GetAttributeAsync("href");
        var paper = await manager.Page.APIRequest.GetAsync(copy!);
        Assert.Equal("application/pdf", paper.Headers["content-type"]);
        await manager.Do("Nyatakan sertifikat asli");
        await manager.Do("Verifikasi penyedia");
        await owner.Go(supplier);
        await Expect(Tag(owner)).ToHaveTextAsync("Terverifikasi");
        await owner.Inspect($"{name}-6-verified");

        var listing = await List(owner, name, supplier);
        await Publish(manager, IdOf(listing));
        await manager.Inspect($"{name}-9-curated");
        await owner.Go(listing);
        await Expect(Tag(owner)).ToHaveTextAsync("Tayang");
        await owner.Inspect($"{name}-9-published");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Lihat seperti pembeli" }).ClickAsync();
        await Expect(owner.Page.Locator("h1")).ToHaveTextAsync("Kopi bubuk robusta 250 gram");
        await Expect(owner.Page.Locator("main")).ToContainTextAsync("Rp32.000");
        await using var shopper = await host.Visit(width, runsScripts);
        await shopper.Go($"/produk/{IdOf(listing)}");
        await shopper.SeesPicture(shopper.Page.Locator("img.photo"));
        await shopper.Inspect($"{name}-9-product");

        await owner.Go(listing);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Salin menjadi produk baru" }).ClickAsync();
        await owner.Do("Simpan sebagai rancangan", ("Nama produk", "Kopi bubuk robusta 500 gram"));
        await owner.Go($"{supplier}/produk");
        await Expect(owner.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await owner.Inspect($"{name}-9-products");
        await owner.Go($"{supplier}/tagihan");
        await owner.Inspect($"{name}-9-bills");
    }

    /// <summary>Makes an account and registers a business of which only the name is known.</summary>
    /// <returns>The business's address.</returns>
    private static async Task<string> Begin(Visitor visitor, string account, string name)
    {
        await visitor.Go("/masuk");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Buat akun" }).ClickAsync();
        await visitor.Inspect($"{name}-0-account");
        await visitor.Page.GetByLabel("Nama lengkap").FillAsync("Sumiyati");
        await visitor.Page.GetByLabel("Alamat surel").FillAsync($"{account}@demo.test");
        await visitor.Page.GetByLabel("Kata sandi").FillAsync(DeskApi.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Buat akun" }).ClickAsync();
        await visitor.Arrives(static url => url.EndsWith("/usaha", StringComparison.Ordinal));
        await visitor.Inspect($"{name}-1-none");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Daftarkan usaha" }).ClickAsync();
        await visitor.Page.GetByLabel("Bentuk usaha").SelectOptionAsync("Cooperative");
        await visitor.Inspect($"{name}-1-new");
        await visitor.Do("Buat pendaftaran", ("Nama usaha", "Koperasi Kopi Ulu Belu"));
        await Expect(Tag(visitor)).ToHaveTextAsync("Rancangan");
        await visitor.Inspect($"{name}-2-draft");
        return new Uri(visitor.Page.Url).AbsolutePath;
    }

    /// <summary>The steps behind the first, up to handing in.</summary>
    private static async Task Onboard(Visitor owner, string name)
    {
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Alamat usaha" }).ClickAsync();
        await owner.Page.GetByLabel("Kecamatan").SelectOptionAsync(new SelectOptionValue { Label = "Ulu Belu" });
        await owner.Inspect($"{name}-4-address");
        await owner.Do("Simpan", ("Jalan", "Jl. Raya Ulu Belu 12"), ("Telepon", "0812 7900 1234"));
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "NPWP", Exact = false }).First.ClickAsync();
        await owner.Inspect($"{name}-4-payment");
        await owner.Do("Simpan", ("NPWP", "01.234.567.8-901.2345"), ("Bank", "Bank Lampung"),
            ("Nama pemilik rekening", "Koperasi Kopi Ulu Belu"), ("Nomor rekening", "380 123 4567 890"));
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Sertifikat", Exact = true }).ClickAsync();
        await owner.Page.Locator("summary", new() { HasText = "Tambah sertifikat" }).ClickAsync();
        await owner.Page.GetByLabel("Jenis").SelectOptionAsync("Halal");
        await owner.Attach("Salinan sertifikat", Pictures.Pdf("halal.pdf"));
        await owner.Do("Tambah sertifikat", ("Nomor", "ID18110000123456"), ("Atas nama", "Koperasi Kopi Ulu Belu"),
            ("Tanggal terbit", "2025-03-01"));
        await owner.Inspect($"{name}-4-certificates");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Koperasi Kopi Ulu Belu" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Anggota", Exact = true }).ClickAsync();
        await owner.Inspect($"{name}-4-members");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Koperasi Kopi Ulu Belu" }).ClickAsync();
        await owner.Inspect($"{name}-5-complete");
        await owner.Do("Serahkan pendaftaran");
        await Expect(Tag(owner)).ToHaveTextAsync("Menunggu diperiksa");
        await owner.Inspect($"{name}-5-handed-in");
    }

    /// <summary>Drafts a product, learns what is wrong with it, mends it and hands it in.</summary>
    /// <returns>The product's address among the business's.</returns>
    private static async Task<string> List(Visitor owner, string name, string supplier)
    {
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Produk", Exact = true }).ClickAsync();
        await owner.Inspect($"{name}-7-none");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Produk baru" }).ClickAsync();
        await owner.Inspect($"{name}-7-category");
        foreach (var category in (string[])["Pangan dan Hasil Pertanian", "Kopi dan Minuman", "Kopi Bubuk"])
            await owner.Page.GetByRole(AriaRole.Link, new() { Name = category, Exact = true }).ClickAsync();
        await owner.Inspect($"{name}-7-form");
        await owner.Do("Simpan sebagai rancangan", ("Nama produk", "Kopi bubuk robusta 250 gram"));
        var listing = new Uri(owner.Page.Url).AbsolutePath;
        Assert.StartsWith($"{supplier}/produk/", listing, StringComparison.Ordinal);

        await Expect(owner.Page.Locator(".problems li")).ToHaveCountAsync(3);
        await owner.Inspect($"{name}-8-problems");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Isi atribut Berat bersih." }).ClickAsync();
        await owner.Do("Simpan perubahan", ("Berat bersih", "250 gram"), ("KBKI", "2391100000"));
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Harga", Exact = true }).ClickAsync();
        await owner.Inspect($"{name}-8-prices");
        await owner.Do("Tetapkan harga", ("Harga per buah", "32.000"));
        await Expect(owner.Page.Locator("table")).ToContainTextAsync("Rp32.000");
        await owner.Go(listing);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Stok", Exact = true }).ClickAsync();
        await owner.Do("Catat barang masuk", ("Jumlah", "200"));
        await owner.Inspect($"{name}-8-stock");
        await owner.Go(listing);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Foto", Exact = true }).ClickAsync();
        await owner.Do("Tambah foto");
        await Expect(owner.Page.Locator(".govuk-error-message")).ToHaveTextAsync("Pilih atau isi sekurangnya satu.");
        await owner.Attach(
            "Foto produk", Pictures.Png("depan.png", 900, 700), Pictures.Png("belakang.png", 700, 900));
        await owner.Inspect($"{name}-8-photos-chosen");
        await owner.Do("Tambah foto");
        await Expect(owner.Page.Locator(".card img")).ToHaveCountAsync(2);
        var second = await owner.Page.Locator(".card img").Nth(1).GetAttributeAsync("src");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Jadikan foto utama" }).ClickAsync();
        await Expect(owner.Page.Locator(".card img").First).ToHaveAttributeAsync("src", second!);
        await owner.Inspect($"{name}-8-photos");
        await owner.Go(listing);
        await owner.Inspect($"{name}-8-ready");
        await owner.Do("Serahkan untuk diperiksa");
        await Expect(Tag(owner)).ToHaveTextAsync("Menunggu diperiksa");
        return listing;
    }

    /// <summary>The manager takes a product that was handed in, and publishes it.</summary>
    private static async Task Publish(Visitor manager, string item)
    {
        await manager.Go($"/kurasi/produk/{item}");
        await manager.Do("Ambil untuk diperiksa");
        var approval = await manager.Open("Tayangkan");
        await approval.GetByLabel("Produk dalam negeri (PDN)").CheckAsync();
        await manager.Do("Tayangkan");
    }

    private static string IdOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static ILocator Tag(Visitor visitor) => visitor.Page.Locator("main .govuk-tag").First;

    internal static string NewName() => $"usaha-{Guid.NewGuid():n}";
}
