using System.Net;
using System.Net.Http.Headers;
using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Search;
using Marketplace.Lists;
using Marketplace.Search;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Copies of pages: given out again and told apart, and thrown away with what they show.</summary>
[Collection(ApiCollection.Name)]
public sealed class PageFreshnessTests(ApiHost host)
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Whoever_has_a_page_already_is_told_so()
    {
        using var browser = Browser();
        using var home = await browser.GetAsync("/");
        using var again = await Ask(browser, "/", home.Headers.ETag!);
        using var other = await Ask(browser, "/", new EntityTagHeaderValue("\"other\""));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEmpty(await other.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_changed_price_is_in_every_answer_as_soon_as_search_and_lists_have_it()
    {
        // First by name and by age: on every list.
        var item = (await (await host.Tenant()).Offer(Tenant.Seller, 1, name: "Abon ayam"))[0];
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        using var browser = Browser();
        foreach (var amount in (long[])[9_876, 9_432])
        {
            var position = await Price(item, new Rupiah(amount));
            await host.Services.GetRequiredService<ItemIndexFeed>().WaitFor(position, LongEnough);
            await grains.Projection(ItemsProjection.ProjectionName).WaitFor(position, LongEnough);
            // What was being rendered meanwhile is thrown away a moment later.
            await host.Services.GetRequiredService<PageFreshness>().Changed([item.Value], Task.CompletedTask);

            var query = new ItemQuery { Text = item.Value };
            var found = (await grains.ItemSearch().Find(query, new PageRequest())).Value!.Page.Items[0];
            Assert.Equal(new Rupiah(amount), found.Offer!.UnitPrice);
            string[] listed = [$"{new Rupiah(amount)}", $"{found.Offer.PerUnit}"];
            foreach (var (address, price) in ((string, string)[])
            [
                ($"?{item}", listed[0]), ($"produk/{item}", listed[0]), ($"katalog?q={item}", listed[1]),
                ($"penyedia/{Tenant.Seller}", listed[1]),
                ($"api/v1/catalogue/search?text={item}", $"\"unitPrice\":{amount}"),
                ($"api/v1/catalogue/items?sort=newest", $"\"priceFrom\":{amount}"),
                ($"api/v1/catalogue/items/{item}/prices", $"\"amount\":{amount}"),
            ])
            {
                var answer = await browser.GetStringAsync(address);
                Assert.True(answer.Contains(price, StringComparison.Ordinal), $"{address} lacks {price}");
            }
        }
    }

    [Fact]
    public async Task When_any_item_may_have_changed_every_page_that_shows_one_goes()
    {
        await (await host.Tenant()).Offer(Tenant.Seller, 1);
        using var browser = Browser();
        using var first = await browser.GetAsync("katalog");
        using var copy = await browser.GetAsync("katalog");
        await host.Services.GetRequiredService<PageFreshness>().Changed(items: null, Task.CompletedTask);
        using var changed = await browser.GetAsync("katalog");

        Assert.Equal(first.Headers.ETag, copy.Headers.ETag);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task An_answer_of_the_search_is_kept_for_those_without_an_account_and_goes_with_what_it_shows()
    {
        var item = (await (await host.Tenant()).Offer(Tenant.Seller, 1))[0];
        await Settled(await Price(item, new Rupiah(7_000)));
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var path = $"api/v1/catalogue/search?text={item}";
        using var first = await client.GetAsync(path);
        using var copy = await client.GetAsync(path);
        using var known = await Ask(client, path, first.Headers.ETag!);
        using var anew = await Ask(client, path, known: null);
        await Settled(await Price(item, new Rupiah(6_000)));
        using var changed = await Ask(client, path, first.Headers.ETag!);

        Assert.Equal("br", Assert.Single(first.Content.Headers.ContentEncoding));
        Assert.Equal(first.Headers.ETag, copy.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.NotEqual(first.Headers.ETag, anew.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        async Task Settled(long position)
        {
            await host.Services.GetRequiredService<ItemIndexFeed>().WaitFor(position, LongEnough);
            // Twice: also what was being rendered meanwhile is gone.
            await host.Services.GetRequiredService<PageFreshness>().Changed([item.Value], Task.CompletedTask);
        }
    }

    [Fact]
    public async Task A_copy_given_out_shows_the_supplier_once_more()
    {
        var item = (await (await host.Tenant()).Offer(Tenant.Seller, 1))[0];
        var exposure = host.Services.GetRequiredService<ExposureCounter>();
        var position = await Price(item, new Rupiah(5_000));
        await host.Services.GetRequiredService<ItemIndexFeed>().WaitFor(position, LongEnough);
        using var browser = Browser();
        var before = await Shown();
        using var first = await browser.GetAsync($"katalog?q={item}");
        using var copy = await browser.GetAsync($"katalog?q={item}");
        using var known = await Ask(browser, $"katalog?q={item}", first.Headers.ETag!);
        using var other = await Ask(browser, $"api/v1/catalogue/search?text={item}", known: null);

        Assert.Equal(first.Headers.ETag, copy.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(before + 4, await Shown());

        async Task<long> Shown()
        {
            await exposure.HandOver();
            var today = host.Services.GetRequiredService<IGrainFactory>().Exposure(Wib.DateOf(DateTimeOffset.UtcNow));
            var report = await today.Report(new PageRequest(PageRequest.MaxLimit));
            return report.Value!.Items.Where(static one => one.Supplier == Tenant.Seller).Sum(static one => one.Shown);
        }
    }

    private HttpClient Browser()
    {
        var browser = new HttpClient { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    /// <summary>Asks with a copy at hand; without one, for an answer made anew.</summary>
    private static Task<HttpResponseMessage> Ask(HttpClient browser, string path, EntityTagHeaderValue? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is null) request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        else request.Headers.IfNoneMatch.Add(known);
        return browser.SendAsync(request);
    }

    /// <returns>The log position of the change.</returns>
    private async Task<long> Price(ItemId item, Rupiah amount)
    {
        var set = await host.Services.GetRequiredService<IGrainFactory>().Item(item).SetPrices(new SetItemPrices
        {
            Context = new CommandContext(Caller.System, $"{Guid.NewGuid()}", "c"),
            Schedule = new PriceSchedule { Tiers = [new PriceTier(new Quantity(1), amount)] },
        });
        return set.Value!.Revision.Position;
    }
}
