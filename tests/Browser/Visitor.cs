using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Tests.Browser;

/// <summary>Someone at a browser, whose page is looked over wherever they stop.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Width of a desktop window.</summary>
    public const int Desktop = 1280;

    /// <summary>Width of a small phone.</summary>
    public const int Phone = 360;

    /// <summary>axe itself, in the page: our pages have no frames, and a window of its own for each run took most of a
    /// walk.</summary>
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string Violations =
        """
        async () => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
          return found.violations.map(one =>
            `${one.id} (${one.impact}) at ${one.nodes.map(node => node.html).join(", ")}`);
        }
        """;

    /// <summary>How far a page goes beyond its window, or a table on a telephone beyond its place.</summary>
    private const string Overhang =
        """
        () => {
          const places = innerWidth < 640 ? [...document.querySelectorAll(".scroll")] : [];
          return Math.max(
            document.documentElement.scrollWidth - innerWidth,
            ...places.map(place => place.scrollWidth - place.clientWidth));
        }
        """;

    /// <summary>Longer than any check takes; what runs in a page has no bound of its own.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly bool _runsScripts;
    private IResponse? _sent;

    internal Visitor(IBrowserContext context, IPage page, bool runsScripts)
    {
        (_context, Page, _runsScripts) = (context, page, runsScripts);
        // What a security policy forbids, what is missing and what fails in a script is said here.
        page.Console += (_, message) =>
        {
            // A page that answers 4xx on purpose is no complaint; anything missing from it is.
            var isOfPageItself = message.Location.StartsWith(page.Url, StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isOfPageItself)
                _complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.Response += (_, answer) =>
        {
            if (answer.Request.IsNavigationRequest && answer.Status is < 300 or >= 400) _sent = answer;
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
    }

    /// <summary>What they see.</summary>
    public IPage Page { get; }

    /// <summary>Goes to an address of the site.</summary>
    /// <returns>The HTML as it came.</returns>
    public async Task<string> Go(string path) => await (await Page.GotoAsync(path))!.TextAsync();

    /// <summary>Signs in as someone of the demo, on the way to a page that asks for it.</summary>
    /// <param name="name">The account's name before the @.</param>
    /// <param name="path">Where they want to go.</param>
    public Task SignIn(string name, string path = "/tugas") =>
        SignInWith($"{name}@demo.test", "lampung-local-first", path);

    /// <summary>Signs in with an account of one's own, on the way to a page that asks for it.</summary>
    /// <param name="email">Its address.</param>
    /// <param name="password">Its password.</param>
    /// <param name="path">Where they want to go.</param>
    /// <param name="code">The second factor's code, where it is on.</param>
    public async Task SignInWith(string email, string password, string path = "/tugas", string code = "")
    {
        await Page.GotoAsync(path);
        await Page.GetByLabel("Alamat surel").FillAsync(email);
        await Page.GetByLabel("Kata sandi").FillAsync(password);
        await Page.GetByLabel("Kode verifikasi").FillAsync(code);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Masuk" }).ClickAsync();
        await Arrives(url => new Uri(url).AbsolutePath == path);
    }

    /// <summary>Waits until they are led to an address, and the page there is whole.</summary>
    /// <param name="at">Whether it is that one.</param>
    /// <remarks>
    /// Playwright's own waiting for an address or a load state looks first and listens then: what happens in between is
    /// waited for in vain. Here it is heard from before the first look.
    /// </remarks>
    public async Task Arrives(Func<string, bool> at)
    {
        using var moves = new SemaphoreSlim(0);
        void Moved(object? sender, IFrame frame) => moves.Release();
        Page.FrameNavigated += Moved;
        try
        {
            while (!at(Page.Url))
                Assert.True(await moves.WaitAsync(Bound), $"They are still at {Page.Url}.");
        }
        finally
        {
            Page.FrameNavigated -= Moved;
        }

        await Page.Locator("body > footer").WaitForAsync();
    }

    /// <summary>Opens the form of one of the things a page offers.</summary>
    /// <param name="action">By the words on it.</param>
    public async Task<ILocator> Open(string action)
    {
        var form = Page.Locator("details.action")
            .Filter(new() { Has = Page.Locator("summary", new() { HasText = action }) }).First;
        if (await form.GetAttributeAsync("open") is null) await form.Locator("summary").ClickAsync();
        return form;
    }

    /// <summary>Chooses files for a form; with scripts, each is sent at once and shown with a picture of it.</summary>
    /// <param name="label">The field's label.</param>
    /// <param name="files">The files.</param>
    public async Task Attach(string label, params FilePayload[] files)
    {
        var field = Page.Locator(".govuk-form-group").Filter(new() { Has = Page.GetByLabel(label) }).Last;
        await field.GetByLabel(label).SetInputFilesAsync(files);
        if (!_runsScripts) return;
        await Expect(field.GetByRole(AriaRole.Status)).ToHaveCountAsync(files.Length);
        await Expect(field.Locator("canvas"))
            .ToHaveCountAsync(files.Count(static file => file.MimeType.StartsWith("image/", StringComparison.Ordinal)));
    }

    /// <summary>Does one of the things a page offers.</summary>
    /// <param name="action">By the words on it.</param>
    /// <param name="fields">What is filled in, by the beginning of each label.</param>
    public async Task Do(string action, params (string Label, string Value)[] fields)
    {
        var form = await Open(action);
        foreach (var (label, value) in fields) await form.GetByLabel(label).First.FillAsync(value);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Answered(object? sender, IPage page) => answered.TrySetResult();
        Page.Load += Answered;
        try
        {
            // Done is what has been answered: others look at it next.
            await form.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
            await answered.Task.WaitAsync(Bound);
        }
        finally
        {
            Page.Load -= Answered;
        }
    }

    /// <summary>
    /// Keeps a screenshot and checks what nobody should have to check by eye: the page fits its window, axe finds
    /// nothing (it needs scripts), the HTML is sound, and the browser complained about nothing.
    /// </summary>
    /// <param name="name">Of the screenshot, the same in every run.</param>
    public async Task Inspect(string name)
    {
        // JPEG: writing a long page as PNG took a third of a walk.
        await Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(BrowserHost.Artefacts, $"{name}.jpg"),
            Type = ScreenshotType.Jpeg,
            Quality = 80,
            FullPage = true,
        });
        var overhang = await Page.EvaluateAsync<int>(Overhang).WaitAsync(Bound);
        Assert.True(overhang <= 0, $"{name} is {overhang} px wider than its window.");
        // As it was sent: what lies in the browser has been mended and scripted.
        Assert.Empty(HtmlCheck.Of(await _sent!.TextAsync().WaitAsync(Bound)));
        if (!_runsScripts) return;
        await Page.EvaluateAsync(Axe).WaitAsync(Bound);
        var found = await Page.EvaluateAsync<string[]>(Violations).WaitAsync(Bound);
        Assert.True(found.Length == 0, $"{name}: {string.Join('\n', found)}");
        Assert.Empty(_complaints);
    }

    /// <summary>Waits until a picture is there and drawn; a broken one never is.</summary>
    public async Task SeesPicture(ILocator picture)
    {
        await picture.First.ScrollIntoViewIfNeededAsync();
        if (!_runsScripts) return;
        await picture.First.EvaluateAsync("image => image.decode()").WaitAsync(Bound);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
