using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Browser;

/// <summary>What people see behind their sign-in, in English, on a phone: longer words in the same room.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EnglishPageTests(BrowserHost host)
{
    [BrowserFact]
    public async Task Every_page_of_every_role_is_sound_in_English_on_a_phone()
    {
        var order = $"/pesanan/{await OrderWalkTests.Submit(host)}";
        foreach (var (account, paths) in ((string, string[])[])
        [
            ("pp", ["/tugas", "/keranjang", "/rencana", "/rencana/57001001", "/pesanan", order, "/akun"]),
            ("ppk", [$"{order}/surat"]),
            ("penyedia", ["/usaha", "/usaha/sup-00001", "/usaha/sup-00001/identitas", "/usaha/sup-00001/produk",
                "/usaha/sup-00001/produk/baru?kategori=10.01.01", "/usaha/sup-00001/produk/itm-0000004",
                "/usaha/sup-00001/produk/itm-0000004/harga", "/usaha/sup-00001/tagihan"]),
            ("manajer", ["/kurasi", "/kurasi/penyedia/sup-submitted", "/kurasi/produk/itm-submitted",
                "/kurasi/kategori/10.01.01"]),
            ("admin", ["/tugas", "/instansi", "/instansi/pemda-18", "/pengguna", "/kebijakan"]),
            ("auditor", [$"{order}/berkas"]),
        ])
        {
            await using var visitor = await host.Visit(Visitor.Phone);
            await visitor.SignIn(account);
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Bahasa Indonesia" }).WaitForAsync();
            foreach (var (at, path) in paths.Index())
            {
                await visitor.Go(path);
                Assert.Equal("en", await visitor.Page.Locator("html").GetAttributeAsync("lang"));
                await visitor.Inspect($"english-360-{account}-{at}");
            }
        }
    }
}
