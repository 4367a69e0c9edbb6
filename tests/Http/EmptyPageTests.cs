using AngleSharp.Html.Parser;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>A page with nothing on it says so, and what to do next, in both languages.</summary>
[Collection(ApiCollection.Name)]
public sealed class EmptyPageTests(ApiHost host)
{
    [Theory]
    [InlineData("tugas", "/katalog", "Tidak ada yang menunggu Anda", "Nothing waits for you")]
    [InlineData("tugas?jenis=Rating", "/tugas", "Tidak ada tugas", "No task of this kind")]
    [InlineData("pesanan", "/katalog", "Belum ada pesanan", "There are no orders yet")]
    [InlineData("pesanan?tahap=Refused", "/pesanan", "Tidak ada pesanan yang cocok", "No order fits")]
    [InlineData("keranjang", "/katalog", "Keranjang Anda kosong", "Your cart is empty")]
    [InlineData("rencana", "", "Mintalah PA atau KPA mengumumkannya", "Ask the budget owner to announce one")]
    [InlineData("rencana?q=qqqq", "/rencana", "Tidak ada rencana yang cocok", "No plan fits")]
    [InlineData("usaha", "/usaha/baru", "Begini caranya mulai menjual", "This is how to begin selling")]
    [InlineData("katalog?dari=999999999999", "/katalog", "hapus salah satu saringan", "remove one of the filters")]
    [InlineData("penyedia?q=qqqq", "/penyedia", "Tidak ada penyedia yang cocok", "No supplier matches")]
    [InlineData("instansi?q=qqqq", "/instansi", "Tidak ada instansi yang cocok", "No organisation fits")]
    [InlineData("banding", "/katalog", "Belum ada produk untuk dibandingkan", "nothing to compare yet")]
    public async Task It_says_what_to_do_next(string path, string next, string indonesian, string english)
    {
        var (client, email) = await host.Person();
        client.Dispose();
        using var browser = PageTests.Browser(host);
        using var inside = await PageTests.SignIn(browser, email);

        foreach (var (language, text) in new[] { ("id", indonesian), ("en", english) })
        {
            using var chosen = await browser.GetAsync($"bahasa/{language}");
            using var page = await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync(path));
            var main = page.QuerySelector("main")!;
            Assert.Contains(text, main.TextContent, StringComparison.Ordinal);
            if (next.Length > 0) Assert.NotNull(main.QuerySelector($"a[href='{next}']"));
        }
    }
}
