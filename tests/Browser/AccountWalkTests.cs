using System.Net;
using System.Net.Http.Json;
using Marketplace.Tests.Http;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>Someone looks after their own account: password, second factor, a token for a program.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountWalkTests(BrowserHost host)
{
    private const string NewPassword = "quite another passphrase";

    [BrowserFact]
    public Task An_account_is_made_safe() => Walk("account", Visitor.Desktop);

    [BrowserFact]
    public Task An_account_is_made_safe_on_a_phone() => Walk("account-360", Visitor.Phone);

    private async Task Walk(string name, int width)
    {
        await using var person = await host.Visit(width);
        var email = await Register(host);
        await person.SignInWith(email, ApiHost.Password, "/akun");
        await person.Inspect($"{name}-1");

        await ChangePassword(person, name);
        var key = await SwitchOn(person, name);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await person.Arrives(static url => new Uri(url).AbsolutePath == "/");
        await person.SignInWith(email, NewPassword, "/akun", TotpCodes.Now(key));
        await Expect(person.Page.GetByText("Menyala")).ToBeVisibleAsync();
        await MakeToken(person, name);

        await person.Do("Matikan verifikasi dua langkah",
            ("Kata sandi sekarang", NewPassword), ("Kode dari aplikasi", TotpCodes.Now(key)));
        await Expect(person.Page.GetByRole(AriaRole.Status).First)
            .ToContainTextAsync("Verifikasi dua langkah sudah dimatikan");
        await person.Inspect($"{name}-7-off");
    }

    private static async Task ChangePassword(Visitor person, string name)
    {
        await person.Do("Ganti kata sandi",
            ("Kata sandi sekarang", "not the passphrase"), ("Kata sandi baru", NewPassword));
        await Expect(person.Page.Locator("#sandi-currentPassword")).ToHaveValueAsync("");
        await Expect(person.Page.Locator("#sandi-newPassword")).ToHaveValueAsync("");
        await Expect(person.Page.Locator(".govuk-error-message")).ToContainTextAsync("Kata sandi yang sekarang salah");
        await person.Inspect($"{name}-2-refused");

        await person.Do("Ganti kata sandi",
            ("Kata sandi sekarang", ApiHost.Password), ("Kata sandi baru", NewPassword));
        await Expect(person.Page.GetByText("Kata sandi sudah diganti")).ToBeVisibleAsync();
    }

    /// <returns>The authenticator's key.</returns>
    private static async Task<string> SwitchOn(Visitor person, string name)
    {
        const string confirm = "Konfirmasi dan nyalakan";
        await person.Do("Nyalakan verifikasi dua langkah", ("Kata sandi sekarang", NewPassword));
        var key = (await person.Page.Locator(".secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await person.Inspect($"{name}-3-key");

        await person.Do(confirm, ("Kode dari aplikasi", "000000"));
        await Expect(person.Page.Locator(".govuk-error-message")).ToBeVisibleAsync();
        Assert.DoesNotContain(key, await person.Page.ContentAsync(), StringComparison.Ordinal);
        await person.Inspect($"{name}-4-code-refused");

        await person.Do(confirm, ("Kode dari aplikasi", TotpCodes.Now(key)));
        await Expect(person.Page.Locator(".codes li")).ToHaveCountAsync(10);
        await person.Inspect($"{name}-5-recovery");
        return key;
    }

    private async Task MakeToken(Visitor person, string name)
    {
        await person.Do("Buat token", ("Nama token", "Sistem keuangan"), ("Berlaku", "30"));
        var secret = await person.Page.Locator(".secret").InnerTextAsync();
        await person.Inspect($"{name}-6-token");
        Assert.Equal(HttpStatusCode.OK, await Answer(secret));

        await person.Page.ReloadAsync();
        await person.Go("/akun");
        Assert.DoesNotContain(secret, await person.Page.ContentAsync(), StringComparison.Ordinal);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Cabut Sistem keuangan" }).ClickAsync();
        await Expect(person.Page.GetByText("Token sudah dicabut")).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await Answer(secret));
    }

    /// <summary>Makes an account as a program does.</summary>
    /// <returns>Its address; its password is <see cref="ApiHost.Password"/>.</returns>
    internal static async Task<string> Register(BrowserHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        var email = $"{Guid.NewGuid():n}@example.com"[16..];
        var made = await http.PostAsJsonAsync(
            "api/v1/accounts/register", new { email, password = ApiHost.Password });
        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        return email;
    }

    private async Task<HttpStatusCode> Answer(string secret)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        using var answer = await http.GetAsync("api/v1/accounts/me");
        return answer.StatusCode;
    }
}
