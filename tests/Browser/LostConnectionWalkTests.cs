using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>A telephone loses its connection in the middle of what someone does, and has it again.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LostConnectionWalkTests(BrowserHost host)
{
    [BrowserFact]
    public async Task A_form_stays_with_all_that_was_typed_until_it_is_received()
    {
        await using var buyer = await host.Visit(Visitor.Phone);
        await buyer.SignIn("pp", $"/pesanan/{await OrderWalkTests.Submit(host)}");
        var form = await buyer.Open("Ajukan harga");
        await form.GetByLabel("Harga satuan").First.FillAsync("5.500.000");
        await form.GetByLabel("Catatan").First.FillAsync("Mohon harga terbaik");
        var key = await form.Locator("[name=kunci]").InputValueAsync();

        await buyer.Page.Context.SetOfflineAsync(true);
        await form.GetByRole(AriaRole.Button, new() { Name = "Ajukan harga" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tidak ada sambungan");
        await Expect(form.GetByLabel("Catatan").First).ToHaveValueAsync("Mohon harga terbaik");
        Assert.Equal(key, await form.Locator("[name=kunci]").InputValueAsync());

        await buyer.Page.Context.SetOfflineAsync(false);
        await buyer.Do("Ajukan harga");
        await Expect(buyer.Page.Locator(".talk").GetByText("Mohon harga terbaik")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task A_file_that_was_cut_off_is_sent_again()
    {
        var (name, supplier) = (SupplierWalkTests.NewName(), SupplierWalkTests.NewName());
        using var api = await DeskApi.Register(host.Address, name);
        await api.HandIn(supplier);
        await using var owner = await host.Visit(Visitor.Phone);
        await owner.SignIn(name, $"/usaha/{supplier}/sertifikat");
        var form = await owner.Open("Tambah sertifikat");
        var field = form.Locator(".govuk-form-group")
            .Filter(new() { Has = owner.Page.GetByLabel("Salinan sertifikat") }).Last;

        await owner.Page.Context.SetOfflineAsync(true);
        await field.GetByLabel("Salinan sertifikat").SetInputFilesAsync(Pictures.Png("halal.png", 1200, 900));
        await Expect(field.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(field.Locator("canvas")).ToHaveCountAsync(1);
        await owner.Page.Context.SetOfflineAsync(false);
        await field.GetByRole(AriaRole.Button, new() { Name = "Coba lagi" }).ClickAsync();

        await Expect(field.GetByRole(AriaRole.Status)).ToHaveCountAsync(1);
        await Expect(field.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        Assert.NotEmpty(await field.Locator("input[type=hidden]").InputValueAsync());
    }

    [BrowserFact]
    public async Task A_page_shows_what_happened_while_it_was_away()
    {
        var order = $"/pesanan/{await OrderWalkTests.Submit(host)}";
        await using var buyer = await host.Visit();
        await using var supplier = await host.Visit(Visitor.Phone);
        await using var other = await host.Visit();
        await buyer.SignIn("pp", order);
        await supplier.SignIn("penyedia", order);
        await other.SignIn("penyedia", order);

        await supplier.Page.Context.SetOfflineAsync(true);
        await buyer.Do("Ajukan harga", ("Harga satuan", "5.500.000"), ("Catatan", "Mohon harga terbaik"));
        // Now everyone has been told who could be.
        await Expect(other.Page.Locator(".talk")).ToContainTextAsync("Mohon harga terbaik");
        await supplier.Page.Context.SetOfflineAsync(false);

        await Expect(supplier.Page.Locator(".talk")).ToContainTextAsync(
            "Mohon harga terbaik", new() { Timeout = 30_000 });
    }
}
