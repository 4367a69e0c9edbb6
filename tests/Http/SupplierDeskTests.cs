using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Who may not see or use the pages on which a supplier's own people work.</summary>
[Collection(ApiCollection.Name)]
public sealed partial class SupplierDeskTests(ApiHost host)
{
    private static readonly string[] Pages =
    [
        "", "/identitas", "/alamat", "/rekening", "/sertifikat", "/anggota", "/tagihan", "/produk", "/produk/baru",
        "/produk/{item}", "/produk/{item}/ubah", "/produk/{item}/harga", "/produk/{item}/stok",
    ];

    private static readonly string[] Forms =
    [
        "/simpan/identitas", "/simpan/alamat", "/simpan/rekening", "/simpan/sertifikat", "/simpan/sertifikat-1",
        "/simpan/anggota", "/simpan/keluarkan-{owner}", "/simpan/keberatan-1", "/simpan/serahkan", "/produk/simpan",
        "/produk/{item}/simpan/ubah", "/produk/{item}/simpan/serahkan", "/produk/{item}/simpan/turunkan",
        "/produk/{item}/simpan/arsipkan", "/produk/{item}/simpan/harga", "/produk/{item}/simpan/cabut-harga",
        "/produk/{item}/simpan/terima", "/produk/{item}/simpan/koreksi", "/produk/{item}/simpan/pastikan",
    ];

    [Fact]
    public async Task Its_own_people_see_every_page()
    {
        var business = await Business();
        using var owner = await Browser(business.Email);

        foreach (var path in Pages.Select(business.PathOf))
        {
            using var page = await owner.GetAsync(path);
            Assert.True(page.StatusCode == HttpStatusCode.OK, $"{path}: {page.StatusCode}");
        }
    }

    [Fact]
    public async Task To_a_stranger_there_is_no_such_business()
    {
        var business = await Business();
        using var stranger = await Browser(await Account());

        foreach (var path in Pages.Select(business.PathOf))
        {
            using var page = await stranger.GetAsync(path);
            Assert.True(page.StatusCode == HttpStatusCode.NotFound, $"{path}: {page.StatusCode}");
        }
    }

    [Fact]
    public async Task A_strangers_forms_change_nothing()
    {
        var business = await Business();
        using var stranger = await Browser(await Account());
        var token = await TokenOf(stranger, "/usaha/baru");
        var before = await business.State();

        foreach (var path in Forms.Select(business.PathOf))
        {
            using var form = Form([("__RequestVerificationToken", token), .. Everything]);
            using var answer = await stranger.PostAsync(path, form);
            Assert.True(
                answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden,
                $"{path}: {answer.StatusCode}");
        }

        Assert.Equal(before, await business.State());
    }

    [Fact]
    public async Task A_product_is_shown_only_among_those_of_its_own_supplier()
    {
        var (one, other) = (await Business(), await Business());
        using var owner = await Browser(one.Email);

        using var page = await owner.GetAsync($"/usaha/{one.Supplier}/produk/{other.Item}");

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_where_one_does()
    {
        var business = await Business();
        using var browser = Anonymous();

        foreach (var path in Pages.Select(business.PathOf).Append("/usaha").Append("/usaha/baru"))
        {
            using var page = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
            Assert.StartsWith("/masuk?", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Registering_twice_with_one_form_makes_one_business()
    {
        using var owner = await Browser(await Account());
        var token = await TokenOf(owner, "/usaha/baru");
        var key = Guid.NewGuid().ToString();
        (string, string)[] fields =
        [
            ("__RequestVerificationToken", token), ("kunci", key), ("legalName", "Tapis Ayu"), ("form", "Individual"),
            ("activity", "Producer"),
        ];

        using var form = Form(fields);
        using var again = Form(fields);
        using var first = await owner.PostAsync("/usaha/baru/simpan", form);
        using var second = await owner.PostAsync("/usaha/baru/simpan", again);

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        Assert.Equal($"/usaha/{key}", first.Headers.Location!.OriginalString);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Guessing_passwords_where_accounts_are_made_has_a_limit()
    {
        await using var strict = await ApiHost.With("RateLimits:SignInsPerMinute=2");
        using var browser = Anonymous(strict);
        var status = HttpStatusCode.OK;

        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var form = Form(
                ("_handler", "register"), ("__RequestVerificationToken", await TokenOf(browser, "/daftar")),
                ("Form.Email", "somebody@example.test"), ("Form.Password", "short"));
            using var answer = await browser.PostAsync("/daftar", form);
            status = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    /// <summary>Every field of every form, so that nothing but the stranger keeps it from being done.</summary>
    private static IEnumerable<(string, string)> Everything =>
    [
        ("kunci", Guid.NewGuid().ToString()), ("legalName", "Palsu"), ("form", "Individual"), ("activity", "Reseller"),
        ("kind", "Halal"), ("number", "ID1"), ("holder", "Palsu"), ("issuedOn", "2026-01-01"), ("user", "intruder"),
        ("role", "Owner"), ("text", "Palsu"), ("category", "10.01.01"), ("name", "Palsu"), ("unit", "H87"),
        ("origin.kind", "Domestic"), ("origin.region", "18.04"), ("minOrder", "1"), ("orderMultiple", "1"),
        ("leadTimeDays", "1"), ("note", "Palsu"), ("tiers[0].minQuantity", "1"), ("tiers[0].amount", "1"),
        ("freight.basis", "PerLine"), ("quantity", "1"), ("direction", "tambah"), ("change", "1"), ("reason", "Count"),
    ];

    /// <summary>A new account's business with a product, both drafts.</summary>
    private async Task<OwnedBusiness> Business()
    {
        var (client, email) = await host.Person();
        var (supplier, item) = (Guid.NewGuid().ToString("n"), Guid.NewGuid().ToString("n"));
        await Send(client, "/api/v1/suppliers", new
        {
            id = supplier,
            profile = new { legalName = "Tapis Ayu", form = "individual", activity = "producer" },
        });
        await host.Tenant();
        await Send(client, "/api/v1/catalogue/items", new
        {
            id = item,
            supplier,
            details = new
            {
                name = "Tapis",
                category = Tenant.Category.Value,
                unit = "H87",
                origin = new { kind = "domestic", region = "18.71" },
            },
        });
        return new OwnedBusiness(client, email, supplier, item);
    }

    private static async Task Send(HttpClient client, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> Account()
    {
        var (client, email) = await host.Person();
        client.Dispose();
        return email;
    }

    private HttpClient Anonymous() => Anonymous(host);

    private static HttpClient Anonymous(ApiHost host)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = host.Address,
        };
        browser.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        return browser;
    }

    private async Task<HttpClient> Browser(string email)
    {
        var browser = Anonymous();
        using var form = Form(
            ("_handler", "sign-in"), ("__RequestVerificationToken", await TokenOf(browser, "/masuk")),
            ("Form.Email", email), ("Form.Password", ApiHost.Password));
        using var inside = await browser.PostAsync("/masuk", form);
        Assert.Equal(HttpStatusCode.Redirect, inside.StatusCode);
        return browser;
    }

    private static async Task<string> TokenOf(HttpClient browser, string path) =>
        Token().Match(await browser.GetStringAsync(path)).Groups[1].Value;

    private static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private sealed record OwnedBusiness(HttpClient Client, string Email, string Supplier, string Item)
    {
        public string PathOf(string path) => $"/usaha/{Supplier}{path}"
            .Replace("{item}", Item, StringComparison.Ordinal)
            .Replace("{owner}", "someone", StringComparison.Ordinal);

        /// <summary>Supplier and product as their owner sees them.</summary>
        public async Task<string> State() =>
            await Client.GetStringAsync($"/api/v1/suppliers/{Supplier}")
            + await Client.GetStringAsync($"/api/v1/catalogue/items/{Item}")
            + await Client.GetStringAsync($"/api/v1/catalogue/items/{Item}/stock");
    }
}
