using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Commands;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Http;

/// <summary>Whose the pages of the catalogue's managers are, and whose they are not.</summary>
[Collection(ApiCollection.Name)]
public sealed partial class CurationPageTests(ApiHost host)
{
    private IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    private static string[] PagesAbout(SupplierId supplier) =>
    [
        "kurasi", $"kurasi/penyedia/{supplier}", $"kurasi/produk/{Tenant.Coffee}", "kurasi/kategori",
        $"kurasi/kategori/{Tenant.Category}",
    ];

    private const string Doubtful = "kurasi/diragukan?keraguan=NearIdentical";

    [Fact]
    public async Task The_pages_are_nobodys_but_the_operators()
    {
        await host.Tenant();
        var (supplier, owner) = await Submitted();
        var buyer = await Someone();
        await Appoint(Tenant.Office, buyer.User, Role.ProcurementOfficer);
        foreach (var person in (Person[])[owner, buyer, await Someone()])
        {
            using var browser = await SignIn(person);
            foreach (var path in PagesAbout(supplier))
            {
                using var answer = await browser.GetAsync(path);
                Assert.True(IsRefusal(answer), $"{path}: {answer.StatusCode}");
                Assert.DoesNotContain("Jl. Ratu Dibalau", await answer.Content.ReadAsStringAsync(),
                    StringComparison.Ordinal);
            }

            Assert.DoesNotContain("href=\"/kurasi\"", await browser.GetStringAsync("tugas"), StringComparison.Ordinal);
        }

        using var anonymous = Browser();
        foreach (var path in PagesAbout(supplier))
        {
            using var answer = await anonymous.GetAsync(path);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.StartsWith("/masuk", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Role.CatalogManager, true)]
    [InlineData(Role.InternalAuditor, true)]
    [InlineData(Role.Facilitator, true)]
    [InlineData(Role.SystemOperator, false)]
    [InlineData(Role.Administrator, false)]
    public async Task Operators_see_what_their_role_is_about(Role role, bool sees)
    {
        await host.Tenant();
        var (supplier, _) = await Submitted();
        using var browser = await SignIn(await Operator(role));
        foreach (var path in PagesAbout(supplier))
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal(sees, answer.StatusCode == HttpStatusCode.OK);
        }

        Assert.Equal(
            sees, (await browser.GetStringAsync("tugas")).Contains("href=\"/kurasi\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_does_nothing_for_whom_it_is_not()
    {
        await host.Tenant();
        var (supplier, owner) = await Submitted();
        foreach (var person in (Person[])
            [owner, await Someone(), await Operator(Role.InternalAuditor), await Operator(Role.Facilitator)])
        {
            using var browser = await SignIn(person);
            foreach (var path in (string[])
                [$"penyedia/{supplier}/Review", $"penyedia/{supplier}/Verify", $"penyedia/{supplier}/Sanction",
                 $"penyedia/{supplier}/VerifyCertificate-1", $"produk/{Tenant.Coffee}/Freeze",
                 $"produk/{Tenant.Coffee}/Delist", "kategori-tambah", $"kategori/{Tenant.Category}/ubah"])
            {
                using var answer = await Post(browser, $"kurasi/{path}",
                    ("kind", "FirstWarning"), ("reason", path.EndsWith("Freeze", StringComparison.Ordinal)
                        ? "Other" : "OrderNotFulfilled"),
                    ("decreeNumber", "1"), ("evidence", "1"), ("note", "x"), ("version", "2"), ("code", "10.03.08"),
                    ("name", "x"), ("nameEn", "x"), ("taxClass", "Goods"));
                Assert.True(IsRefusal(answer), $"{path}: {answer.StatusCode}");
            }
        }

        var view = await Grains.Supplier(supplier).View(new Caller(owner.User));
        Assert.Equal(SupplierStage.Submitted, view?.Stage);
        Assert.Empty(view!.Registration!.Sanctions);
        Assert.Null(await Grains.Category(CategoryCode.Wrap("10.03.08")).View());
        Assert.Equal("Pangan", (await Grains.Category(Tenant.Category).View())?.Template.Name);
    }

    [Fact]
    public async Task Reading_personal_numbers_is_the_managers_and_the_auditors()
    {
        var (supplier, _) = await Submitted();
        foreach (var (role, status) in ((Role, HttpStatusCode)[])
            [(Role.CatalogManager, HttpStatusCode.OK), (Role.InternalAuditor, HttpStatusCode.OK),
             (Role.Facilitator, HttpStatusCode.Forbidden)])
        {
            using var browser = await SignIn(await Operator(role));
            var page = await browser.GetStringAsync($"kurasi/penyedia/{supplier}");
            using var answer = await Post(
                browser, $"kurasi/penyedia/{supplier}/Reveal", ("reason", "Mencocokkan rekening"));
            var shown = await answer.Content.ReadAsStringAsync();

            Assert.DoesNotContain(Numbers.BankAccount!, page, StringComparison.Ordinal);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(status == HttpStatusCode.OK,
                shown.Contains(Numbers.BankAccount!, StringComparison.Ordinal));
            Assert.True(answer.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task Whoever_had_a_part_in_it_is_told_so_and_offered_nothing()
    {
        var helper = await Operator(Role.Facilitator);
        await Appoint(WellKnown.Operator, helper.User, Role.CatalogManager);
        var (supplier, _) = await Submitted(helper);
        using var browser = await SignIn(helper);

        var page = await browser.GetStringAsync($"kurasi/penyedia/{supplier}");
        using var forced = await Post(browser, $"kurasi/penyedia/{supplier}/Review");
        var refused = await forced.Content.ReadAsStringAsync();

        Assert.Contains("Anda mengajukan atau membantu pendaftaran ini", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/kurasi/penyedia/{supplier}/Review", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, forced.StatusCode);
        Assert.Contains("govuk-error-summary", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_was_mended_meanwhile_is_not_judged_unseen()
    {
        var (supplier, owner) = await Submitted();
        var context = CommandContext.OnBehalfOf(new Caller(owner.User));
        var seen = (await Grains.Supplier(supplier).SubmitCertificate(new SubmitCertificate
        {
            Context = context,
            Certificate = Halal,
        })).Value!;
        await Grains.Supplier(supplier).ChangeCertificate(new ChangeCertificate
        {
            Context = context,
            Number = 1,
            Certificate = Halal with { Number = "ID18110000999990422" },
        });
        using var browser = await SignIn(await Operator(Role.CatalogManager));

        using var stale = await Post(browser, $"kurasi/penyedia/{supplier}/VerifyCertificate-1",
            ("version", $"{seen.Revision.Version}"));
        using var fresh = await Post(browser, $"kurasi/penyedia/{supplier}/VerifyCertificate-1",
            ("version", $"{seen.Revision.Version + 1}"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, fresh.StatusCode);
    }

    [Fact]
    public async Task A_category_is_not_replaced_by_adding_one_of_its_code()
    {
        await host.Tenant();
        using var browser = await SignIn(await Operator(Role.CatalogManager));

        using var twice = await Post(browser, "kurasi/kategori-tambah",
            ("code", Tenant.Category.Value), ("name", "Lain"), ("nameEn", "Other"), ("taxClass", "Goods"));

        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal("Pangan", (await Grains.Category(Tenant.Category).View())?.Template.Name);
    }

    [Fact]
    public async Task A_listing_that_is_there_twice_is_doubted_until_a_manager_says_that_it_is_right()
    {
        var twins = await (await host.Tenant()).Offer(Tenant.Seller, 2, $"Kursi {Guid.NewGuid():n}");
        await Index(twins);
        using var browser = await SignIn(await Operator(Role.CatalogManager));
        using var auditor = await SignIn(await Operator(Role.InternalAuditor));
        using var facilitator = await SignIn(await Operator(Role.Facilitator));

        var before = await browser.GetStringAsync(Doubtful);
        var desk = await browser.GetStringAsync($"kurasi/produk/{twins[0]}");
        using var forbidden = await Post(auditor, $"kurasi/produk/{twins[0]}/ClearDoubts", ("note", "x"));
        using var empty = await Post(browser, $"kurasi/produk/{twins[0]}/ClearDoubts");
        using var cleared = await Post(
            browser, $"kurasi/produk/{twins[0]}/ClearDoubts", ("note", "Satu berlengan, satu tidak"));
        await Index(twins);
        var after = await auditor.GetStringAsync(Doubtful);

        Assert.All(twins, twin => Assert.Contains($"/kurasi/produk/{twin}\"", before, StringComparison.Ordinal));
        Assert.Contains($"/kurasi/produk/{twins[1]}\"", desk, StringComparison.Ordinal);
        Assert.Contains($"/kurasi/produk/{twins[0]}/ClearDoubts", desk, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, cleared.StatusCode);
        // The other one is still in doubt, and names this one.
        Assert.DoesNotContain($"/kurasi/produk/{twins[0]}\">Kursi", after, StringComparison.Ordinal);
        Assert.Contains($"/kurasi/produk/{twins[1]}\">Kursi", after, StringComparison.Ordinal);
        var file = await auditor.GetStringAsync("unduh/produk-diragukan.csv?keraguan=NearIdentical");
        Assert.Contains($"{twins[1]}", file, StringComparison.Ordinal);
        using var closed = await facilitator.GetAsync(Doubtful);
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.DoesNotContain(
            "ClearDoubts", await browser.GetStringAsync($"kurasi/produk/{twins[0]}"), StringComparison.Ordinal);
    }

    /// <summary>Waits until the search index has seen what happened to items.</summary>
    private async Task Index(IEnumerable<ItemId> items)
    {
        foreach (var item in items)
        {
            var position = (await Grains.Item(item).View(Caller.Anonymous)).Value!.Revision.Position;
            await Grains.ItemSearch().Find(new ItemQuery(), new PageRequest(1, WaitFor: position));
        }
    }

    private static bool IsRefusal(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

    /// <summary>A supplier of its own that asks for verification.</summary>
    /// <param name="helper">Who registers it for its owner; null when the owner does.</param>
    private async Task<(SupplierId Supplier, Person Owner)> Submitted(Person? helper = null)
    {
        var owner = await Someone();
        var id = SupplierId.Wrap($"kurasi-{Guid.NewGuid():n}");
        var by = CommandContext.OnBehalfOf(new Caller((helper ?? owner).User));
        var registered = await Grains.Supplier(id).Register(new RegisterSupplier
        {
            Context = by,
            Profile = Profile,
            Numbers = Numbers,
            Owner = helper is null ? null : owner.User,
        });
        Assert.True(registered.IsOk, registered.Refusal?.Code.Slug);
        var submitted = await Grains.Supplier(id).Submit(by);
        Assert.True(submitted.IsOk, submitted.Refusal?.Code.Slug);
        return (id, owner);
    }

    private async Task<Person> Someone()
    {
        var (client, email) = await host.Person();
        using (client)
        {
            var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/accounts/me");
            return new Person(email, UserId.Wrap(me.GetProperty("userId").GetString()!));
        }
    }

    private async Task<Person> Operator(Role role)
    {
        var person = await Someone();
        await Appoint(WellKnown.Operator, person.User, role);
        return person;
    }

    private async Task Appoint(OrganisationId organisation, UserId user, Role role)
    {
        var appointed = await Grains.Organisation(organisation).Appoint(new MakeAppointment(
            CommandContext.System, new AppointmentTerms
            {
                User = user,
                Role = role,
                Decree = "SK/1",
                From = new DateOnly(Tenant.Today.Year, 1, 1),
            }));
        Assert.True(appointed.IsOk, appointed.Refusal?.Code.Slug);
    }

    private HttpClient Browser()
    {
        var stays = new HttpClientHandler { AllowAutoRedirect = false };
        var browser = new HttpClient(stays) { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
        return browser;
    }

    private async Task<HttpClient> SignIn(Person person)
    {
        var browser = Browser();
        using var inside = await Post(
            browser, "masuk", ("_handler", "sign-in"), ("Form.Email", person.Email),
            ("Form.Password", ApiHost.Password));
        Assert.Equal("/tugas", inside.Headers.Location?.OriginalString);
        return browser;
    }

    /// <summary>Sends a form as a page of this browser would.</summary>
    private static async Task<HttpResponseMessage> Post(
        HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(path == "masuk" ? path : "bantuan");
        using var form = new FormUrlEncodedContent(fields
            .Append(("kunci", Guid.NewGuid().ToString()))
            .Append(("__RequestVerificationToken", Token().Match(page).Groups[1].Value))
            .Select(static field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await browser.PostAsync(path, form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    private sealed record Person(string Email, UserId User);
}
