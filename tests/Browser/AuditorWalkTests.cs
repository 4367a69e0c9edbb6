using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>The auditor finds an order and reads all that ever happened to it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AuditorWalkTests(BrowserHost host)
{
    [BrowserFact]
    public Task An_order_is_found_and_its_dossier_read() => Walk("audit", Visitor.Desktop);

    [BrowserFact]
    public Task An_order_is_found_and_its_dossier_read_on_a_phone() => Walk("audit-360", Visitor.Phone);

    private async Task Walk(string name, int width)
    {
        await using var auditor = await host.Visit(width);
        await auditor.SignIn("auditor");
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "Periksa pesanan" }).ClickAsync();
        await auditor.Inspect($"{name}-1-orders");
        var filter = auditor.Page.Locator("details.filter");
        if (width == Visitor.Phone) await filter.Locator("summary").ClickAsync();
        await auditor.Page.GetByLabel("Tahap").SelectOptionAsync("Completed");
        await auditor.Page.GetByLabel("Diajukan dari").FillAsync("2026-01-01");
        await auditor.Page.GetByRole(AriaRole.Button, new() { Name = "Terapkan" }).ClickAsync();
        await Expect(auditor.Page.GetByText("pesanan, seluruhnya")).ToBeVisibleAsync();
        Assert.Contains("tahap=Completed", auditor.Page.Url, StringComparison.Ordinal);
        await auditor.Inspect($"{name}-2-filtered");

        await auditor.Page.Locator("table a[href^='/pesanan/']").First.ClickAsync();
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "Berkas lengkap pesanan ini" }).ClickAsync();
        await Expect(auditor.Page.Locator(".entry").First).ToContainTextAsync("Pesanan diajukan");
        await Expect(auditor.Page.Locator(".entry details[open]")).ToHaveCountAsync(0);
        await auditor.Inspect($"{name}-3-dossier");
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "Tampilkan isi semua kejadian" }).ClickAsync();
        var events = await auditor.Page.Locator(".entry").CountAsync();
        await Expect(auditor.Page.Locator(".entry details[open]")).ToHaveCountAsync(events);
        await auditor.Inspect($"{name}-4-whole");
    }
}
