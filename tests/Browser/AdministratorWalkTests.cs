using Marketplace.Tests.Http;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>The administrator brings an organisation in, which then appoints its own people.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AdministratorWalkTests(BrowserHost host)
{
    [BrowserFact]
    public Task An_organisation_joins_and_appoints() => Walk("admin", Visitor.Desktop);

    [BrowserFact]
    public Task An_organisation_joins_and_appoints_on_a_phone() => Walk("admin-360", Visitor.Phone);

    [BrowserFact]
    public async Task Legal_numbers_are_read_as_of_a_date()
    {
        await using var reader = await host.Visit();
        await using var phone = await host.Visit(Visitor.Phone);
        await reader.Go("/kebijakan");
        await reader.Inspect("policy");
        await Expect(reader.Page.GetByRole(AriaRole.Row, new() { Name = "Tarif PPN" })).ToContainTextAsync("12 %");

        await reader.Page.GetByLabel("Berlaku pada tanggal").FillAsync("2024-06-01");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Tampilkan" }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Row, new() { Name = "Tarif PPN" })).ToContainTextAsync("11 %");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Tarif PPN" }).ClickAsync();
        await Expect(reader.Page.Locator("tbody tr")).ToHaveCountAsync(2);
        await reader.Inspect("policy-history");
        await phone.Go("/kebijakan?tanggal=2024-06-01");
        await phone.Inspect("policy-360");
        await phone.Go("/kebijakan/tax.ppn.rate");
        await phone.Inspect("policy-history-360");
    }

    private async Task Walk(string name, int width)
    {
        await using var admin = await host.Visit(width);
        await using var owner = await host.Visit(width);
        await using var officer = await host.Visit(width);
        var ownersEmail = await AccountWalkTests.Register(host);
        var officersEmail = await AccountWalkTests.Register(host);

        var (organisation, called) = await Create(admin, name);
        await admin.Do("Angkat seseorang",
            ("Alamat surel orangnya", "tidak.ada@example.com"), ("Nomor SK", "800/1/2026"));
        await Expect(admin.Page.Locator(".govuk-error-message")).ToContainTextAsync("Belum ada akun");
        await Expect(admin.Page.GetByLabel("Nomor SK")).ToHaveValueAsync("800/1/2026");
        await admin.Inspect($"{name}-4-refused");
        await admin.Do("Angkat seseorang", ("Alamat surel orangnya", ownersEmail));
        await Expect(admin.Page.GetByRole(AriaRole.Row, new() { Name = ownersEmail })).ToContainTextAsync("Berlaku");
        await admin.Inspect($"{name}-5-appointed");
        await admin.Go($"/pengguna?q={ownersEmail}");
        await Expect(admin.Page.GetByRole(AriaRole.Row, new() { Name = ownersEmail })).ToContainTextAsync(called);
        await admin.Inspect($"{name}-6-users");

        await owner.SignInWith(ownersEmail, ApiHost.Password);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = called }).ClickAsync();
        await owner.Do("Tetapkan pagu satuan kerja", ("Pagu", "1.000.000.000"));
        await Expect(owner.Page.GetByText("Rp1.000.000.000")).ToBeVisibleAsync();
        await owner.Page.GetByText("Angkat seseorang").First.ClickAsync();
        await owner.Page.Locator("#Appoint-role").SelectOptionAsync("ProcurementOfficer");
        await owner.Page.Locator("#Appoint-unit").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await owner.Do("Angkat seseorang",
            ("Alamat surel orangnya", officersEmail), ("Nomor SK", "800/2/2026"), ("Berlaku sampai", "2030-12-31"));
        await IsSortedBothWays(owner.Page.Locator("table[data-sortable]"));
        await owner.Inspect($"{name}-7-owner");

        await officer.SignInWith(officersEmail, ApiHost.Password);
        await Expect(officer.Page.GetByRole(AriaRole.Link, new() { Name = called })).ToBeVisibleAsync();
        await officer.Inspect($"{name}-8-tools");
        await officer.Go("/akun");
        await Expect(officer.Page.GetByText("Pejabat Pengadaan")).ToBeVisibleAsync();
        await officer.Inspect($"{name}-8-account");

        await owner.Go(organisation);
        await owner.Page.GetByRole(AriaRole.Row, new() { Name = officersEmail })
            .GetByRole(AriaRole.Link, new() { Name = "Akhiri" }).ClickAsync();
        await owner.Inspect($"{name}-9-ending");
        await owner.Do("Akhiri jabatan", ("Alasan", "Pindah tugas"));
        await Expect(owner.Page.GetByText(officersEmail)).ToHaveCountAsync(0);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Tampilkan semua" }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Row, new() { Name = officersEmail })).ToContainTextAsync("Diakhiri");
        await owner.Inspect($"{name}-9-ended");
        await officer.Go("/tugas");
        await Expect(officer.Page.GetByRole(AriaRole.Link, new() { Name = called })).ToHaveCountAsync(0);
    }

    /// <summary>A table shown whole turns round when its first column is pressed again.</summary>
    private static async Task IsSortedBothWays(ILocator table)
    {
        var (head, rows) = (table.Locator("th").First, table.Locator("tbody tr"));
        await head.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        var ascending = await rows.AllTextContentsAsync();
        await head.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(head).ToHaveAttributeAsync("aria-sort", "descending");

        Assert.True(ascending.Count > 1, "There is nothing to sort.");
        Assert.Equal(ascending.Reverse(), await rows.AllTextContentsAsync());
    }

    /// <summary>From the administrator's tools to an organisation with a unit.</summary>
    /// <returns>Its address and its name.</returns>
    private static async Task<(string Path, string Name)> Create(Visitor admin, string name)
    {
        var called = $"Dinas {Guid.NewGuid():n}"[..14];
        await admin.SignIn("admin");
        await admin.Inspect($"{name}-1-tools");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Semua instansi" }).ClickAsync();
        await admin.Inspect($"{name}-2-organisations");
        await admin.Do("Daftarkan instansi", ("Nama", called), ("NPWP", "123"));
        await Expect(admin.Page.Locator(".govuk-error-message")).ToBeVisibleAsync();
        await Expect(admin.Page.Locator("#baru-name")).ToHaveValueAsync(called);
        await admin.Do("Daftarkan instansi", ("NPWP", "1234567890123456"));
        var path = new Uri(admin.Page.Url).AbsolutePath;
        await admin.Do("Tambah satuan kerja", ("Nama", "Bagian Umun"));
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Ubah Bagian Umun" }).ClickAsync();
        await admin.Do("Ubah satuan kerja", ("Nama", "Bagian Umum"), ("Kode satuan kerja", "12345"));
        await Expect(admin.Page.GetByRole(AriaRole.Row, new() { Name = "Bagian Umum" })).ToContainTextAsync("12345");
        await admin.Inspect($"{name}-3-unit");
        return (path, called);
    }
}
