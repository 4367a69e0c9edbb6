using System.Net;
using System.Net.Http.Json;
using Marketplace.Frontend.Accounts;
using Marketplace.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Http;

public sealed class FirstAdministratorTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_link_makes_one_administrator_and_works_once(StorageKind kind)
    {
        await using var host = await ApiHost.With(kind, "RateLimits:SignInsPerMinute=1000");
        var token = await NewLink(host);
        var client = host.Anonymous();

        var forged = await Use(client, "x" + token, "eve@example.com");
        var made = await Use(client, token!, "first@example.com");
        var again = await Use(client, token!, "second@example.com");

        Assert.Equal(8112, await ApiHost.ProblemCode(forged));
        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        Assert.Equal(8112, await ApiHost.ProblemCode(again));
        await ApiHost.SignIn(client, "first@example.com", ApiHost.Password);
        var me = await ApiHost.Json(await client.GetAsync("/api/v1/accounts/me"));
        Assert.Equal("operator", me.GetProperty("side").GetString());
        var appointment = Assert.Single(me.GetProperty("appointments").EnumerateArray());
        Assert.Equal("administrator", appointment.GetProperty("role").GetString());
        Assert.Null(await NewLink(host));
    }

    [Fact]
    public async Task The_link_opens_a_page_that_makes_the_administrator()
    {
        await using var host = await ApiHost.With("RateLimits:SignInsPerMinute=1000");
        var link = $"{FirstAdministratorPage.Path}?{FirstAdministratorPage.TokenParameter}={await NewLink(host)}";
        using var browser = PageTests.Browser(host);

        Task<HttpResponseMessage> Use(string token, string email) => PageTests.Send(
            browser, link, link, ("_handler", "first-administrator"), ("Form.Token", token),
            ("Form.Email", email), ("Form.Password", ApiHost.Password));
        using var forged = await Use("forged-token", "eve@example.com");
        using var made = await Use(link.Split('=')[1], "first@example.com");
        using var again = await Use(link.Split('=')[1], "second@example.com");

        var refused = await forged.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.StatusCode);
        Assert.DoesNotContain("forged-token", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiHost.Password, refused, StringComparison.Ordinal);
        Assert.Equal("/masuk", made.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        await PageTests.SignIn(browser, "first@example.com");
        Assert.Contains("/pengguna", await browser.GetStringAsync("tugas"), StringComparison.Ordinal);
    }

    private static async Task<string?> NewLink(ApiHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().NewLink();
    }

    private static Task<HttpResponseMessage> Use(HttpClient client, string token, string email) =>
        client.PostAsJsonAsync(
            "/api/v1/accounts/first-administrator", new { token, email, password = ApiHost.Password });
}
