using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Marketplace.Tests.Browser;

/// <summary>A business of its own that speaks to the API, beside the browser of whoever judges it.</summary>
internal sealed class BusinessOverApi : IDisposable
{
    private const string Password = "kopi sekincau harum";

    private readonly HttpClient _owner;
    private readonly HttpClient _manager;
    private readonly string _run = Guid.NewGuid().ToString("n")[..12];

    private BusinessOverApi(HttpClient owner, HttpClient manager) => (_owner, _manager) = (owner, manager);

    /// <summary>Its id.</summary>
    public string Supplier => $"kurasi-{_run}";

    /// <summary>The id of the one thing it sells.</summary>
    public string Item => $"bubuk-{_run}";

    /// <summary>Its name, which no other has.</summary>
    public string Name => $"UD Kopi {_run}";

    /// <summary>Opens an account for its owner.</summary>
    public static async Task<BusinessOverApi> Open(Uri address)
    {
        var email = $"{Guid.NewGuid():n}@kopi.test";
        var owner = new HttpClient { BaseAddress = new Uri(address, "api/v1/") };
        var manager = new HttpClient { BaseAddress = owner.BaseAddress };
        var made = await owner.PostAsJsonAsync("accounts/register", new { email, password = Password });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        await SignIn(owner, email, Password);
        await SignIn(manager, "manajer@demo.test", "lampung-local-first");
        return new BusinessOverApi(owner, manager);
    }

    /// <summary>Registers it, with a certificate, and asks for verification.</summary>
    public async Task Register()
    {
        await Send(HttpMethod.Post, "suppliers", new
        {
            id = Supplier,
            profile = Profile("9120001234567"),
            numbers = new { npwp = "0123456789012345", ownerNik = "1804024107800001", bankAccount = "3801234567" },
        });
        await Send(HttpMethod.Post, $"suppliers/{Supplier}/certificates", new
        {
            kind = "halal",
            number = "ID18110000123450422",
            holder = Name,
            issuedOn = "2025-01-02",
        });
        var submitted = await Send(HttpMethod.Post, $"suppliers/{Supplier}/submit", body: null);
        await Seen("suppliers/review-queue", submitted);
        await Seen("tasks", submitted);
    }

    /// <summary>Mends what it was returned for, and asks again.</summary>
    public async Task Mend()
    {
        await Send(HttpMethod.Put, $"suppliers/{Supplier}/profile", new
        {
            profile = Profile("9120007654321"),
            numbers = new { bankAccount = "3809998877" },
        });
        await Send(HttpMethod.Post, $"suppliers/{Supplier}/submit", body: null);
    }

    /// <summary>Lists its coffee and hands it in.</summary>
    public async Task List()
    {
        await Send(HttpMethod.Post, "catalogue/items", new
        {
            id = Item,
            supplier = Supplier,
            details = Details("Kopi", "Kopi enak"),
        });
        await Price(42_000);
        await Send(HttpMethod.Post, $"catalogue/items/{Item}/stock/receipts", new { id = "panen-1", quantity = 500 });
        await Seen(
            "catalogue/items/review-queue", await Send(HttpMethod.Post, $"catalogue/items/{Item}/submit", body: null));
    }

    /// <summary>Mends what it was rejected for, and hands it in again.</summary>
    public async Task MendListing()
    {
        await Send(
            HttpMethod.Put, $"catalogue/items/{Item}",
            Details("Kopi Bubuk Robusta 250 g", "Robusta petik merah, sangrai sedang, kemasan 250 gram."));
        await Price(39_000);
        await Send(HttpMethod.Post, $"catalogue/items/{Item}/submit", body: null);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _owner.Dispose();
        _manager.Dispose();
    }

    private object Profile(string nib) => new
    {
        legalName = Name,
        nib,
        form = "soleProprietorship",
        activity = "producer",
        capital = 150_000_000,
        annualSales = 900_000_000,
        address = new { line = "Jl. Lintas Liwa 12", region = "18.04.08", postalCode = "34885" },
        kbli = (string[])["10761"],
        phone = "+6281234567890",
        bankName = "Bank Lampung",
        bankHolder = "Sri Rahayu",
        isTaxable = false,
    };

    private static object Details(string name, string description) => new
    {
        name,
        description,
        category = "10.01.01",
        unit = "H87",
        origin = new { kind = "domestic", region = "18.04" },
        brand = "Sekincau",
        kbki = "2391100001",
        attributes = new[] { new { code = "netWeight", value = "250 g" } },
        certificates = new[] { new { kind = "halal", number = "ID18110000123450422" } },
        leadTimeDays = 3,
    };

    private Task<long> Price(int amount) => Send(HttpMethod.Post, $"catalogue/items/{Item}/prices", new
    {
        region = "18",
        freight = new { basis = "perLine", amount = 25_000 },
        tiers = new[] { new { minQuantity = 1, amount } },
    });

    /// <summary>Ends when a list shows what was written.</summary>
    private async Task Seen(string list, long position)
    {
        var parameters = string.Create(CultureInfo.InvariantCulture, $"?waitFor={position}&limit=1");
        var answer = await _manager.GetAsync(list + parameters);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Carries out a command.</summary>
    /// <returns>The log position of what it wrote; 0 when the answer does not say.</returns>
    private async Task<long> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await _owner.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.TryGetValues("Marketplace-Position", out var position)
            ? long.Parse(position.Single(), CultureInfo.InvariantCulture)
            : 0;
    }

    private static async Task SignIn(HttpClient client, string email, string password)
    {
        var answer = await client.PostAsJsonAsync("accounts/login", new { email, password });
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
    }
}
