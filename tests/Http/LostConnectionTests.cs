using System.Net;
using System.Net.Http.Json;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Storage;
using Marketplace.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class LostConnectionTests(ApiHost host)
{
    private const string Category = "/api/v1/catalogue/categories/77";

    [PostgresFact]
    public async Task A_command_cut_off_by_the_database_is_answered_503_and_its_repeat_settles_it()
    {
        var on = await host.On(StorageKind.Postgres);
        var manager = await on.Holder(Role.CatalogManager);
        var database = on.Services.GetRequiredService<PostgresDatabase>();
        var key = Guid.NewGuid().ToString();
        HttpResponseMessage cut;
        await using (await PostgresTests.HoldTurn(database))
        {
            var sending = Define(manager, key);
            Assert.True(await PostgresTests.Waiting(database, sending));
            await PostgresTests.CutWaiting(database);
            // What was cut is tried again, and waits again, for as long as a call may last.
            cut = await sending;
        }

        var repeat = await Define(manager, key);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, cut.StatusCode);
        Assert.Equal(8017, await ApiHost.ProblemCode(cut));
        Assert.NotNull(cut.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, repeat.StatusCode);
        Assert.Equal("\"1\"", repeat.Headers.ETag?.Tag);
        Assert.Single(await on.Services.GetRequiredService<IEventLog>().ReadStream("category/77", 0));
    }

    private static async Task<HttpResponseMessage> Define(HttpClient manager, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Category)
        {
            Content = JsonContent.Create(new { name = "Pangan", nameEn = "Food", taxClass = "goods" }),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await manager.SendAsync(request);
    }
}
