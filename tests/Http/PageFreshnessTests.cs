using System.Net;
using System.Net.Http.Headers;
using Marketplace.Catalogue;
using Marketplace.Commands;
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
    public async Task A_changed_price_is_on_every_page_at_once()
    {
        var item = (await (await host.Tenant()).Offer(Tenant.Seller, 1))[0];
        using var browser = Browser();
        foreach (var amount in (long[])[9_876, 9_432])
        {
            var position = await Price(item, new Rupiah(amount));
            await host.Services.GetRequiredService<ItemIndexFeed>().WaitFor(position, LongEnough);

            var found = (await host.Services.GetRequiredService<IGrainFactory>().ItemSearch()
                .Find(new ItemQuery { Text = item.Value }, new PageRequest())).Value!.Page.Items[0];
            Assert.Equal(new Rupiah(amount), found.Offer!.UnitPrice);
            foreach (var (page, price) in ((string, Rupiah)[])
                [($"produk/{item}", new Rupiah(amount)), ($"katalog?q={item}", found.Offer.PerUnit)])
            {
                Assert.Contains($"{price}", await browser.GetStringAsync(page), StringComparison.Ordinal);
            }
        }
    }

    private HttpClient Browser()
    {
        var browser = new HttpClient { BaseAddress = host.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    private static Task<HttpResponseMessage> Ask(HttpClient browser, string path, EntityTagHeaderValue known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(known);
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
