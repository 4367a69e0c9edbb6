using System.Globalization;
using System.Text;
using System.Text.Json;
using static System.FormattableString;

namespace Marketplace.Load;

/// <summary>How a seed names its people. Every account of a seed has the same password; it is no secret.</summary>
/// <param name="Name">The seed.</param>
/// <param name="Companies">Buying companies, whose plans are large enough for long runs.</param>
/// <param name="Units">Units of each, with a requester each.</param>
public sealed record SeedNames(string Name, int Companies, int Units)
{
    private const string Password = "lampung-local-first";

    private static readonly SeedNames[] All = [new("demo", 2, 2), new("lampung", 4, 50)];

    /// <summary>The names of a seed, if there is one of this name.</summary>
    public static SeedNames? Find(string name) => Array.Find(All, seed => seed.Name == name);

    /// <summary>The names of a seed.</summary>
    public static SeedNames Of(string name) => Find(name) ?? throw new ArgumentException($"There is no seed {name}.");

    /// <summary>Signs in as a company's requester.</summary>
    public async Task<Buyer> Requester(Api api, int number)
    {
        var (company, unit) = PlaceOf(number);
        var name = Officer(number, "requester", "pembeli");
        var token = await SignIn(api, name);
        var plans = Invariant($"plans?organisation=usaha-{company}&unit=u{unit + 1:00}");
        await foreach (var plan in api.Items(plans, most: 1, token))
            return new Buyer(token, plan.GetProperty("code").GetString()!);
        throw new InvalidOperationException($"{name} has no plan to order from.");
    }

    /// <summary>Signs in as who signs what that requester orders.</summary>
    public Task<string> Approver(Api api, int number) => SignIn(api, Officer(number, "approver", "penyetuju"));

    /// <summary>Signs in as the owner of a supplier.</summary>
    public Task<string> Owner(Api api, string supplier)
    {
        var number = supplier[(supplier.LastIndexOf('-') + 1)..];
        return SignIn(
            api, int.Parse(number, CultureInfo.InvariantCulture) == 1 ? "penyedia" : $"seed-supplier-{number}");
    }

    private (int Company, int Unit) PlaceOf(int number) => ((number % Companies) + 1, number / Companies);

    /// <summary>The first of each duty is one of the accounts that the banner names.</summary>
    private string Officer(int number, string duty, string first) => PlaceOf(number) is var (company, unit)
        && (company, unit) == (1, 0) ? first : Invariant($"seed-usaha-{company}-{unit:00}-{duty}");

    /// <summary>Signs in.</summary>
    /// <param name="api">The API.</param>
    /// <param name="name">The account's name before the @.</param>
    /// <returns>The Authorization header.</returns>
    public async Task<string> SignIn(Api api, string name)
    {
        var credentials = JsonSerializer.SerializeToUtf8Bytes(
            new { email = $"{name}@{Name}.test", password = Password });
        var answer = await api.Command(
            HttpMethod.Post, api.At("accounts/login"), credentials, token: null, key: null, keep: true);
        if (!answer.IsOk) throw new InvalidOperationException($"{name} cannot sign in: {answer.Error}.");
        using var tokens = JsonDocument.Parse(answer.Body);
        return $"Bearer {tokens.RootElement.GetProperty("accessToken").GetString()}";
    }
}

/// <summary>Someone who orders.</summary>
/// <param name="Token">The Authorization header.</param>
/// <param name="Plan">RUP code of a plan of their unit.</param>
public sealed record Buyer(string Token, string Plan);

/// <summary>The buyers of a run, shared out so that no cart has two callers.</summary>
public sealed class Buyers
{
    private const int PerCaller = 6;

    private readonly Buyer[][] _byCaller;
    private readonly int[] _turns;

    private Buyers(Buyer[][] byCaller) => (_byCaller, _turns) = (byCaller, new int[byCaller.Length]);

    /// <summary>Signs in as many as there are, up to six for each caller.</summary>
    public static async Task<Buyers> SignIn(Api api, SeedNames seed, int concurrency)
    {
        var count = Math.Min(seed.Companies * seed.Units, concurrency * PerCaller);
        if (count < concurrency)
            throw new InvalidOperationException(
                $"The seed {seed.Name} has {count} buyers: --concurrency {count} at most.");
        var byCaller = Enumerable.Range(0, concurrency).Select(static _ => new List<Buyer>()).ToArray();
        for (var i = 0; i < count; i++)
            byCaller[i % concurrency].Add(await seed.Requester(api, i));

        return new Buyers([.. byCaller.Select(static buyers => buyers.ToArray())]);
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Buyer> All => _byCaller.SelectMany(static buyers => buyers);

    /// <summary>A caller's next buyer: each in turn.</summary>
    public Buyer Next(int caller) => _byCaller[caller][_turns[caller]++ % _byCaller[caller].Length];
}

/// <summary>The bodies of shopping, written without a serializer: the tool shares the machine with the host.</summary>
public static class Bodies
{
    /// <summary>Where everything is delivered.</summary>
    public const string Region = "18.71";

    private const int DaysUntilNeeded = 60;

    private static readonly string NeededBy =
        TimeProvider.System.GetUtcNow().AddDays(DaysUntilNeeded).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>One cart line.</summary>
    public static byte[] Line(string item, string quantity) => Encoding.UTF8.GetBytes(
        $$"""{"itemId":"{{item}}","quantity":{{quantity}},"region":"{{Region}}"}""");

    /// <summary>A checkout of one order.</summary>
    public static byte[] Checkout(string order, string supplier, string plan) => Encoding.UTF8.GetBytes(
        $$"""
        {"plan":"{{plan}}",
        "orders":[{"orderId":"{{order}}","supplierId":"{{supplier}}","paymentMode":"transfer","budget":[{"line":1}],
        "localContentReason":"Kebutuhan uji beban; pemasok ditentukan di muka",
        "comparisonNote":"Kebutuhan uji beban; barang ditentukan di muka",
        "deliveries":[{"address":"Jl. Wolter Monginsidi 69","region":"{{Region}}","neededBy":"{{NeededBy}}",
        "recipient":"Gudang","phone":"0721481107"}]}]}
        """);
}
