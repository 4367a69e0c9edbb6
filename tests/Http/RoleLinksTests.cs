using System.Reflection;
using Marketplace.Frontend.Accounts;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Marketplace.Tests.Http;

public sealed class RoleLinksTests
{
    /// <summary>The page that tells of a failure has the navigation too: it must not fail itself.</summary>
    [Fact]
    public async Task The_navigation_is_there_while_nobody_can_say_who_may_do_what()
    {
        var http = new DefaultHttpContext { User = SignedIn.Person(new Account { SecurityStamp = "stamp" }) };
        await using var services = new ServiceCollection()
            .AddLogging().AddLocalization()
            .AddSingleton(DispatchProxy.Create<IGrainFactory, Away>())
            .AddCascadingValue<HttpContext>(_ => http)
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

        var shown = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<RoleLinks>()).ToHtmlString());

        Assert.Equal("", shown.Trim());
    }

    /// <summary>Actors that do not answer; the proxy derives from it.</summary>
    public class Away : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => throw new TimeoutException();
    }
}
