using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Browser;

/// <summary>Someone at a browser, whose page is looked over wherever they stop.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Width of a desktop window.</summary>
    public const int Desktop = 1280;

    /// <summary>Width of a small phone.</summary>
    public const int Phone = 360;

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    };

    /// <summary>Longer than any check takes; what runs in a page has no bound of its own.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        // What a security policy forbids, what is missing and what fails in a script is said here.
        page.Console += (_, message) =>
        {
            // A page that answers 4xx on purpose is no complaint; anything missing from it is.
            var isOfPageItself = message.Location.StartsWith(page.Url, StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isOfPageItself)
                _complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
    }

    /// <summary>What they see.</summary>
    public IPage Page { get; }

    /// <summary>Goes to an address of the site.</summary>
    /// <returns>The HTML as it came.</returns>
    public async Task<string> Go(string path) => await (await Page.GotoAsync(path))!.TextAsync();

    /// <summary>
    /// Keeps a screenshot and checks what nobody should have to check by eye: the page fits its window, axe finds
    /// nothing, and the browser complained about nothing.
    /// </summary>
    /// <param name="name">Of the screenshot, the same in every run.</param>
    public async Task Inspect(string name)
    {
        var file = Path.Combine(BrowserHost.Artefacts, $"{name}.png");
        await Page.ScreenshotAsync(new() { Path = file, FullPage = true });
        var overhang = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")
            .WaitAsync(Bound);
        Assert.True(overhang <= 0, $"{name} is {overhang} px wider than its window.");
        var found = await Page.RunAxe(Rules).WaitAsync(Bound);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
            $"{name}: {violation.Id} ({violation.Impact}) at {string.Join(", ", violation.Nodes.Select(Text))}")));
        Assert.Empty(_complaints);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static string Text(AxeResultNode node) => node.Html;
}
