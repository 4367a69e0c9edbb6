using System.Net;
using System.Net.Http.Json;
using Marketplace.Commands;
using Marketplace.Frontend.Accounts;
using Marketplace.Organisations;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Who may not see or send what belongs to administrators, operators, and to one's own account.</summary>
[Collection(ApiCollection.Name)]
public sealed class AdministrationPageTests(ApiHost host)
{
    [Fact]
    public async Task Users_are_listed_for_the_administrator_only()
    {
        var (administrator, _) = await Officer(Role.Administrator);
        var (stranger, email) = await SignedIn();
        var (auditor, _) = await Officer(Role.InternalAuditor);
        using var anonymous = PageTests.Browser(host);

        Assert.Contains(email, await administrator.GetStringAsync($"pengguna?q={email}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Status(stranger, "pengguna"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(auditor, "pengguna"));
        Assert.Equal(HttpStatusCode.Redirect, await Status(anonymous, "pengguna"));
    }

    [Theory]
    [InlineData(AccountSort.Email)]
    [InlineData(AccountSort.Name)]
    public async Task A_search_for_users_goes_on_where_its_page_ended(AccountSort sort)
    {
        var (administrator, _) = await Officer(Role.Administrator);
        for (var i = 0; i < 21; i++)
        {
            using var person = await host.Stranger();
            // Two of them are called the same, some have not said their name.
            if (i % 2 > 0) continue;
            var name = $"Orang {i % 4}";
            (await person.PutAsJsonAsync("api/v1/accounts/me/name", new { fullName = name })).EnsureSuccessStatusCode();
        }

        var seen = new List<string>();
        var address = $"pengguna?q=&urut={sort}";
        while (true)
        {
            var page = await administrator.GetStringAsync(address);
            seen.AddRange(page.Split("<td class=\"govuk-table__cell\">")
                .Where(static cell => cell.Contains("<br><span class=\"quiet\">", StringComparison.Ordinal))
                .Select(static cell => WebUtility.HtmlDecode(cell)));
            var at = page.IndexOf("rel=\"next\"", StringComparison.Ordinal);
            if (at < 0) break;
            address = WebUtility.HtmlDecode(page[at..].Split("href=\"")[1].Split('"')[0]);
        }

        var emails = seen.Select(static cell => cell.Split("class=\"quiet\">")[1].Split('<')[0].Trim()).ToList();
        var names = seen.Select(static cell => cell.Split("<br>")[0].Trim()).ToList();
        var keys = names.Zip(emails, (name, email) =>
            (sort == AccountSort.Name && name != "–" ? name : email).ToUpperInvariant()).ToList();
        Assert.Equal(emails.Distinct(), emails);
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        await using var scope = host.Services.CreateAsyncScope();
        var all = scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.Count();
        Assert.Equal(all, emails.Count);
    }

    [Fact]
    public async Task Users_are_a_file_for_the_administrator_only()
    {
        var (administrator, own) = await Officer(Role.Administrator);
        var (stranger, email) = await SignedIn();

        var file = await administrator.GetStringAsync($"unduh/pengguna.csv?q={own}");

        Assert.Contains("Administrator", file, StringComparison.Ordinal);
        Assert.DoesNotContain(email, file, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await Status(stranger, "unduh/pengguna.csv"));
    }

    [Fact]
    public async Task Whoever_may_not_appoint_does_not_learn_who_has_an_account()
    {
        var organisation = await Organisation();
        var (stranger, email) = await SignedIn();

        using var known = await Appoint(stranger, organisation, email);
        using var unknown = await Appoint(stranger, organisation, $"{Guid.NewGuid():n}@example.com");

        Assert.Equal(HttpStatusCode.Forbidden, known.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
    }

    [Fact]
    public async Task Only_who_may_is_offered_forms_and_only_they_are_obeyed()
    {
        var organisation = await Organisation();
        var (administrator, _) = await Officer(Role.Administrator);
        var (stranger, _) = await SignedIn();
        var (auditor, _) = await Officer(Role.InternalAuditor);
        var page = $"instansi/{organisation}";

        Assert.Contains("Appoint-user", await administrator.GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"action\"", await stranger.GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"action\"", await auditor.GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"action\"", await stranger.GetStringAsync("instansi"), StringComparison.Ordinal);
        foreach (var browser in (HttpClient[])[stranger, auditor])
        {
            using var created = await PageTests.Send(
                browser, "tugas", "instansi/baru", ("kind", "RegionalAgency"), ("name", "Dinas"), ("region", "18"));
            using var unit = await PageTests.Send(browser, "tugas", $"{page}/DefineUnit", ("name", "Bagian"));
            using var nothing = await PageTests.Send(browser, "tugas", $"{page}/Abolish");
            Assert.Equal(HttpStatusCode.Forbidden, created.StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, unit.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }
    }

    [Fact]
    public async Task Appointments_are_shown_to_the_organisations_own_people_and_auditors_only()
    {
        var organisation = await Organisation();
        var (administrator, _) = await Officer(Role.Administrator);
        var (_, email) = await SignedIn();
        var (stranger, _) = await SignedIn();
        var (auditor, _) = await Officer(Role.InternalAuditor);
        using var appointed = await Appoint(administrator, organisation, email);
        Assert.Equal(HttpStatusCode.SeeOther, appointed.StatusCode);

        Assert.Contains(email, await auditor.GetStringAsync($"instansi/{organisation}"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            email, await stranger.GetStringAsync($"instansi/{organisation}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_opens_for_operators_with_the_session_of_the_pages_and_for_nobody_else()
    {
        var (systemOperator, _) = await Officer(Role.SystemOperator);
        var (auditor, _) = await Officer(Role.InternalAuditor);
        var (stranger, _) = await SignedIn();
        using var anonymous = PageTests.Browser(host);
        using var asked = await anonymous.GetAsync("dashboard/");

        foreach (var path in (string[])["dashboard/", "dashboard/DashboardCounters"])
        {
            Assert.Equal(HttpStatusCode.OK, await Status(systemOperator, path));
            Assert.Equal(HttpStatusCode.NotFound, await Status(auditor, path));
            Assert.Equal(HttpStatusCode.NotFound, await Status(stranger, path));
        }

        Assert.Equal("/masuk?kembali=%2Fdashboard%2F", asked.Headers.Location!.OriginalString);
        Assert.Contains("/dashboard/", await systemOperator.GetStringAsync("tugas"), StringComparison.Ordinal);
        Assert.DoesNotContain("/dashboard/", await stranger.GetStringAsync("tugas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_revoked_by_its_owner_only()
    {
        var (owner, _) = await SignedIn();
        var (stranger, _) = await SignedIn();
        using var made = await PageTests.Send(owner, "akun", "akun/token", ("name", "erp"), ("days", "30"));
        var page = await made.Content.ReadAsStringAsync();
        var revoke = page[(page.IndexOf("/akun/token/", StringComparison.Ordinal) + 1)..].Split('"')[0];

        using var foreign = await PageTests.Send(stranger, "akun", revoke);
        using var own = await PageTests.Send(owner, "akun", revoke);

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Contains(ApiTokens.Prefix, page, StringComparison.Ordinal);
        Assert.True(made.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);
    }

    [Fact]
    public async Task Changing_the_password_on_the_page_ends_the_other_sessions_and_keeps_this_one()
    {
        var (here, email) = await SignedIn();
        using var elsewhere = PageTests.Browser(host);
        await PageTests.SignIn(elsewhere, email);

        using var changed = await PageTests.Send(here, "akun", "akun/sandi",
            ("currentPassword", ApiHost.Password), ("newPassword", "quite another passphrase"));

        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status(here, "akun"));
        Assert.Equal(HttpStatusCode.Redirect, await Status(elsewhere, "akun"));
    }

    [Fact]
    public async Task Guessing_the_password_of_ones_own_page_has_a_limit_and_secrets_are_not_shown_again()
    {
        await using var strict = await ApiHost.With("RateLimits:SignInsPerMinute=3");
        var (client, email) = await strict.Person();
        client.Dispose();
        using var browser = PageTests.Browser(strict);
        await PageTests.SignIn(browser, email);

        Task<HttpResponseMessage> Guess() => PageTests.Send(browser, "akun", "akun/sandi",
            ("currentPassword", "typed-in-secret"), ("newPassword", "another-typed-secret"));
        using var first = await Guess();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await Guess();
            answers.Add(answer.StatusCode);
        }

        var page = await first.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, first.StatusCode);
        Assert.DoesNotContain("typed", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> Appoint(HttpClient browser, OrganisationId organisation, string email) =>
        PageTests.Send(browser, "tugas", $"instansi/{organisation}/Appoint",
            ("user", email), ("role", nameof(Role.BudgetOwner)), ("unit", ""), ("decree", "SK-1"),
            ("from", "2026-01-01"));

    private async Task<OrganisationId> Organisation()
    {
        var id = OrganisationId.Wrap($"org-{Guid.NewGuid():n}");
        var profile = new OrganisationProfile { Name = "Dinas", Region = RegionCode.Wrap("18") };
        var made = await host.Services.GetRequiredService<IGrainFactory>().Organisation(id)
            .Create(new CreateOrganisation(CommandContext.System, OrganisationKind.RegionalAgency, profile));
        Assert.True(made.IsOk, made.Refusal?.Code.Slug);
        return id;
    }

    /// <summary>Someone with an account and no role, signed in with a browser.</summary>
    private async Task<(HttpClient Browser, string Email)> SignedIn()
    {
        var (client, email) = await host.Person();
        client.Dispose();
        var browser = PageTests.Browser(host);
        (await PageTests.SignIn(browser, email)).Dispose();
        return (browser, email);
    }

    /// <summary>Someone appointed at the operating organisation, signed in with a browser.</summary>
    private async Task<(HttpClient Browser, string Email)> Officer(Role role)
    {
        var (browser, email) = await SignedIn();
        await using var scope = host.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<AccountDirectory>().Find(email);
        var terms = new AppointmentTerms
        {
            User = user!.Value,
            Role = role,
            Decree = "SK-1",
            From = new DateOnly(2026, 1, 1),
        };
        var made = await host.Services.GetRequiredService<IGrainFactory>().Organisation(WellKnown.Operator)
            .Appoint(new MakeAppointment(CommandContext.System, terms));
        Assert.True(made.IsOk, made.Refusal?.Code.Slug);
        return (browser, email);
    }
}
