using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>What guards the pages: who a browser is, and what another site cannot make it do.</summary>
[Collection(ApiCollection.Name)]
public sealed partial class PageTests(ApiHost host)
{
    [Fact]
    public async Task A_form_without_the_token_of_its_page_does_nothing()
    {
        using var browser = Browser(host);
        await SignIn(browser, await Account());

        foreach (var path in (string[])["keranjang/tambah/itm-1", "pesanan/order-1/Cancel", "keluar"])
        {
            using var form = Form(("quantity", "1"), ("kunci", "k1"), ("_handler", "sign-out"));
            using var answer = await browser.PostAsync(path, form);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        using var still = await browser.GetAsync("tugas");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task The_cookie_of_the_pages_is_nobody_to_the_api()
    {
        using var browser = Browser(host);
        await SignIn(browser, await Account());

        using var page = await browser.GetAsync("tugas");
        using var api = await browser.GetAsync("api/v1/tasks");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_where_one_does_and_back()
    {
        using var browser = Browser(host);

        using var asked = await browser.GetAsync("pesanan");
        using var inside = await SignIn(browser, await Account(), asked.Headers.Location!.OriginalString);

        Assert.Equal("/masuk?kembali=%2Fpesanan", asked.Headers.Location.OriginalString);
        Assert.Equal("/pesanan", inside.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://elsewhere.test/")]
    [InlineData("//elsewhere.test/")]
    [InlineData("/\\elsewhere.test/")]
    public async Task Nobody_is_led_to_another_site(string back)
    {
        using var browser = Browser(host);
        var query = $"?kembali={Uri.EscapeDataString(back)}";

        using var inside = await SignIn(browser, await Account(), $"/masuk{query}");
        using var language = await browser.GetAsync($"bahasa/en{query}");

        Assert.Equal("/", inside.Headers.Location!.OriginalString);
        Assert.Equal("/", language.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_is_told_on_the_page_and_guessing_has_a_limit()
    {
        await using var strict = await ApiHost.With("RateLimits:SignInsPerMinute=2");
        using var browser = Browser(strict);

        using var first = await SignIn(browser, "nobody@example.test");
        using var second = await SignIn(browser, "nobody@example.test");
        using var third = await SignIn(browser, "nobody@example.test");

        Assert.Equal(HttpStatusCode.Unauthorized, first.StatusCode);
        Assert.Contains("govuk-error-summary", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal("text/html", third.Content.Headers.ContentType!.MediaType);
    }

    /// <summary>Refused before anything of it was read: the page gives it back, with its key.</summary>
    [Fact]
    public async Task A_form_sent_too_fast_is_given_back_whole_and_a_password_is_not()
    {
        await using var strict = await ApiHost.With(
            "RateLimits:CommandsPerSecond=1", "RateLimits:BurstSeconds=1", "RateLimits:SignInsPerMinute=3");
        using var browser = Browser(strict);
        var (person, email) = await strict.Person();
        person.Dispose();
        using var signedIn = await SignIn(browser, email);
        using var other = Browser(strict);
        using var guess = await SignIn(other, email);

        (string Name, string Value)[] sent =
        [
            ("__RequestVerificationToken", Token().Match(await browser.GetStringAsync("tugas")).Groups[1].Value),
            ("kunci", "k-1"), ("name", "Dinas \"Satu\" <b>"), ("duty", "one"), ("duty", "two"),
        ];
        HttpResponseMessage answer;
        do
        {
            using var form = Form(sent);
            answer = await browser.PostAsync("instansi/baru", form);
        }
        while (answer.StatusCode != HttpStatusCode.TooManyRequests);

        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync());
        var again = page.QuerySelector<IHtmlFormElement>("form[action='/instansi/baru']")!;
        Assert.Equal(sent, again.QuerySelectorAll<IHtmlInputElement>("input").Select(static field =>
            (field.Name!, field.Value)));
        Assert.Equal(HttpStatusCode.TooManyRequests, guess.StatusCode);
        Assert.DoesNotContain(ApiHost.Password, await guess.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_a_page_to_browsers_and_a_problem_to_programs()
    {
        using var browser = Browser(host);
        using var program = new HttpClient { BaseAddress = host.Address };

        foreach (var path in (string[])["produk/none", "penyedia/none", "nothing-here"])
        {
            using var page = await browser.GetAsync(path);
            using var problem = await program.GetAsync(path);

            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
            Assert.Contains("<h1", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, problem.StatusCode);
            Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        }
    }

    /// <summary>A browser that stays where it was led to, so that it can be seen.</summary>
    internal static HttpClient Browser(ApiHost host)
    {
        var stays = new HttpClientHandler { AllowAutoRedirect = false };
        var browser = new HttpClient(stays) { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        return browser;
    }

    /// <summary>Signs a browser in.</summary>
    internal static async Task<HttpResponseMessage> SignIn(HttpClient browser, string email, string path = "/masuk")
    {
        var page = await browser.GetStringAsync(path);
        using var form = Form(
            ("_handler", "sign-in"), ("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            ("Form.Email", email), ("Form.Password", ApiHost.Password));
        return await browser.PostAsync(path, form);
    }

    /// <summary>Makes an account.</summary>
    private async Task<string> Account()
    {
        var (client, email) = await host.Person();
        client.Dispose();
        return email;
    }

    /// <summary>Sends a form as a page of the site has it.</summary>
    internal static async Task<HttpResponseMessage> Send(
        HttpClient browser, string page, string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        using var form = Form([("__RequestVerificationToken", token), ("kunci", $"{Guid.NewGuid()}"), .. fields]);
        return await browser.PostAsync(path, form);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
