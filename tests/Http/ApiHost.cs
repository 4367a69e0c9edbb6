using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Commands;
using Marketplace.Organisations;
using Marketplace.Silo.Hosting;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>
/// The real host with Kestrel on a free port and SQLite in a temporary folder, shared by the tests of the collection;
/// each makes its own accounts and objects. <see cref="On"/> gives the same on PostgreSQL.
/// </summary>
public sealed class ApiHost : IAsyncLifetime, IAsyncDisposable
{
    public const string Password = "a long enough passphrase";

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-http-").FullName;
    private readonly StorageKind _kind;
    private readonly string[] _settings;
    private readonly Lazy<Task<ApiHost>> _onPostgres;
    private WebApplication? _app;
    private Task<Tenant>? _tenant;

    public ApiHost()
        : this(StorageKind.Sqlite, [
            "RateLimits:SignInsPerMinute=100000", "RateLimits:ReadsPerSecond=100000",
            "RateLimits:CommandsPerSecond=100000", "RateLimits:AnonymousReadsPerSecond=100000"])
    {
    }

    private ApiHost(StorageKind kind, string[] settings)
    {
        (_kind, _settings) = (kind, settings);
        _onPostgres = new(async () =>
        {
            var host = new ApiHost(StorageKind.Postgres, settings);
            await host.InitializeAsync();
            return host;
        });
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The first administrator of the operating organisation.</summary>
    public HttpClient Administrator { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    /// <summary>One of its own, with settings of its own, as <c>Section:Key=value</c>.</summary>
    public static Task<ApiHost> With(params string[] settings) => With(StorageKind.Sqlite, settings);

    /// <summary>One of its own on a storage, with settings of its own.</summary>
    public static async Task<ApiHost> With(StorageKind kind, params string[] settings)
    {
        var host = new ApiHost(kind, settings);
        await host.Start();
        return host;
    }

    /// <summary>The shared host on a storage; PostgreSQL's starts with the first test that wants it.</summary>
    public Task<ApiHost> On(StorageKind kind) => kind == _kind ? Task.FromResult(this) : _onPostgres.Value;

    public async Task InitializeAsync()
    {
        await Start();
        await Staff();
    }

    private async Task Start()
    {
        string[] storage = _kind == StorageKind.Postgres ? await PostgresServer.NewDatabaseSettings() : [];
        string[] settings = [.. _settings.Concat(storage).Select(static setting => $"--{setting}")];
        _app = MarketplaceHost.Build(
            ["--urls", "http://127.0.0.1:0", "--data", _folder, "--seed", "none", .. settings]);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
    }

    /// <summary>Makes the first administrator, as the link printed at the first start does.</summary>
    private async Task Staff()
    {
        var (client, _) = await Person();
        var me = await Json(await client.GetAsync("/api/v1/accounts/me"));
        var user = UserId.Wrap(me.GetProperty("userId").GetString()!);
        var made = await Services.GetRequiredService<IGrainFactory>().Organisation(WellKnown.Operator).Bootstrap(user);
        Assert.True(made.IsOk, made.Refusal?.Code.Slug);
        Administrator = client;
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    public async Task DisposeAsync()
    {
        if (_onPostgres.IsValueCreated) await (await _onPostgres.Value).DisposeAsync();
        await _app!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Someone who has not signed in, and reads English.</summary>
    public HttpClient Anonymous()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    /// <summary>Someone with an account and no role.</summary>
    public async Task<HttpClient> Stranger() => (await Person()).Client;

    /// <summary>A new account, signed in.</summary>
    public async Task<(HttpClient Client, string Email)> Person()
    {
        var email = $"{Guid.NewGuid():n}@example.com";
        var client = Anonymous();
        await Ok(await client.PostAsJsonAsync("/api/v1/accounts/register", new { email, password = Password }));
        await SignIn(client, email, Password);
        return (client, email);
    }

    /// <summary>A new account, signed in, with the id appointments name it by.</summary>
    internal async Task<(HttpClient Client, UserId User)> PersonWithId()
    {
        var client = await Stranger();
        var me = await Json(await client.GetAsync("/api/v1/accounts/me"));
        return (client, UserId.Wrap(me.GetProperty("userId").GetString()!));
    }

    /// <summary>The tenant the API description's examples are about; opened when first asked for.</summary>
    internal Task<Tenant> Tenant() => _tenant ??= Http.Tenant.Open(this);

    /// <summary>Someone appointed at the operating organisation.</summary>
    public async Task<HttpClient> Holder(Role role)
    {
        var client = await Stranger();
        var me = await Json(await client.GetAsync("/api/v1/accounts/me"));
        var appointed = await Services.GetRequiredService<IGrainFactory>().Organisation(WellKnown.Operator)
            .Appoint(new MakeAppointment(CommandContext.System, new AppointmentTerms
            {
                User = UserId.Wrap(me.GetProperty("userId").GetString()!),
                Role = role,
                Decree = "SK-1",
                From = new DateOnly(2026, 1, 1),
            }));
        Assert.True(appointed.IsOk, appointed.Refusal?.Code.Slug);
        return client;
    }

    /// <summary>A machine with a personal token of an account without roles.</summary>
    public async Task<HttpClient> Machine()
    {
        var owner = await Stranger();
        var made = await Json(
            await owner.PostAsJsonAsync("/api/v1/accounts/tokens", new { name = "machine", days = 1 }));
        var machine = Anonymous();
        machine.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("secret").GetString());
        return machine;
    }

    /// <summary>Signs a client in.</summary>
    public static async Task<JsonElement> SignIn(HttpClient client, string email, string password, string? code = null)
    {
        var tokens = await Json(await client.PostAsJsonAsync("/api/v1/accounts/login", new { email, password, code }));
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        return tokens;
    }

    /// <summary>The answer's JSON; fails unless it succeeded.</summary>
    public static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        await Ok(answer);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The code of a problem, after checking that it is one as we promise them.</summary>
    public static async Task<int> ProblemCode(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(
            answer.Content.Headers.ContentType?.MediaType == "application/problem+json",
            $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.StartsWith("/problems/", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Marketplace.", text, StringComparison.Ordinal);
        return problem.GetProperty("code").GetInt32();
    }

    private static async Task Ok(HttpResponseMessage answer) =>
        Assert.True(
            answer.IsSuccessStatusCode,
            $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} "
            + await answer.Content.ReadAsStringAsync());
}

[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<ApiHost>
{
    public const string Name = "API";
}
