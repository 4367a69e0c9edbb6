using System.Net;
using System.Net.Http.Json;
using Marketplace.Organisations;
using Marketplace.Tests.Storage;
using Xunit;

namespace Marketplace.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class CommandTests(ApiHost host)
{
    private static int _next = 10;

    [Theory, OnSqlite, OnPostgres]
    public async Task Posting_the_same_command_twice_does_it_once_and_answers_alike(StorageKind kind)
    {
        var on = await host.On(kind);
        var manager = await on.Holder(Role.CatalogManager);
        var (address, key) = (NewCategory(), Guid.NewGuid().ToString());

        var first = await Define(manager, address, "Pangan", key);
        var repeat = await Define(manager, address, "Pangan", key);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(first.Headers.ETag, repeat.Headers.ETag);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await repeat.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.GetValues("Marketplace-Position"), repeat.Headers.GetValues("Marketplace-Position"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sending_one_command_many_times_at_once_does_it_once(StorageKind kind)
    {
        var on = await host.On(kind);
        var manager = await on.Holder(Role.CatalogManager);
        var (address, key) = (NewCategory(), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Define(manager, address, "Pangan", key)));

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("\"1\"", Assert.Single(answers.Select(static answer => answer.Headers.ETag!.Tag).Distinct()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_with_other_content_is_refused(StorageKind kind)
    {
        var on = await host.On(kind);
        var manager = await on.Holder(Role.CatalogManager);
        var (address, key) = (NewCategory(), Guid.NewGuid().ToString());
        await Define(manager, address, "Pangan", key);

        var reused = await Define(manager, address, "Sandang", key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reused.StatusCode);
        Assert.Equal(1003, await ApiHost.ProblemCode(reused));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_callers_may_use_the_same_key(StorageKind kind)
    {
        var on = await host.On(kind);
        var key = Guid.NewGuid().ToString();
        var address = NewCategory();

        var first = await Define(await on.Holder(Role.CatalogManager), address, "Pangan", key);
        var second = await Define(await on.Holder(Role.CatalogManager), address, "Sandang", key);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_edit_of_an_older_version_is_refused(StorageKind kind)
    {
        var on = await host.On(kind);
        var manager = await on.Holder(Role.CatalogManager);
        var address = NewCategory();
        var first = await Define(manager, address, "Pangan");
        await Define(manager, address, "Sandang");

        var stale = await Define(manager, address, "Papan", ifMatch: first.Headers.ETag!.Tag);
        var fresh = await Define(manager, address, "Papan", ifMatch: "\"2\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(1004, await ApiHost.ProblemCode(stale));
        Assert.Equal("\"3\"", fresh.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var manager = await host.Holder(Role.CatalogManager);
        var address = NewCategory();
        await Define(manager, address, "Pangan");
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("If-None-Match", "\"1\"");

        var unchanged = await manager.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_body_that_arrives_in_pieces_is_the_same_command()
    {
        var manager = await host.Holder(Role.CatalogManager);
        var (address, key) = (NewCategory(), Guid.NewGuid().ToString());
        var text = new string(' ', 200_000) + """{"name":"Pangan","nameEn":"Food","taxClass":"goods"}""";

        var whole = await Send(manager, address, key, ApiOperation.JsonBody(text));
        using var pieces = new StreamContent(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), 1000);
        pieces.Headers.ContentType = new("application/json");
        var again = await Send(manager, address, key, pieces);

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(whole.Headers.ETag, again.Headers.ETag);
    }

    [Fact]
    public async Task Going_too_fast_is_refused_with_the_time_to_wait()
    {
        await using var slow = await ApiHost.With("RateLimits:AnonymousReadsPerSecond=1", "RateLimits:BurstSeconds=3");
        var client = slow.Anonymous();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetAsync("/api/v1/policy")));

        var refused = answers.First(static answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        Assert.Equal(8016, await ApiHost.ProblemCode(refused));
        Assert.Contains(answers, static answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Answers_forbid_browsers_what_they_need_not_do()
    {
        var answer = await host.Anonymous().GetAsync("/api/v1/policy");

        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Empty(answer.Headers.Server);
    }

    private static string NewCategory() => $"/api/v1/catalogue/categories/{Interlocked.Increment(ref _next):00}";

    private static Task<HttpResponseMessage> Define(
        HttpClient manager, string address, string name, string? key = null, string? ifMatch = null) =>
        Send(manager, address, key, JsonContent.Create(new { name, nameEn = "Some", taxClass = "goods" }), ifMatch);

    private static Task<HttpResponseMessage> Send(
        HttpClient manager, string address, string? key, HttpContent content, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = content };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null) request.Headers.Add("If-Match", ifMatch);
        return manager.SendAsync(request);
    }
}
