using System.Runtime.CompilerServices;
using Marketplace.Tests.Processes;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Tests.Browser;

/// <summary>A test with a browser; skipped, with the reason, on a machine without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <inheritdoc />
    public override string? Skip { get; set; } = BrowserHost.SkipReason;
}

/// <summary>The demo as a process of its own, and headless Chromium to look at it with.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly string? Program =
        new[]
        {
            // Chromium without the windows and menus that nobody sees here: a quarter less work.
            "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
        }.FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-browser-").FullName;
    private SiloProcess? _silo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why a test with a browser cannot run; null where it can, and where all tests must.</summary>
    public static string? SkipReason { get; } =
        Program is not null || Environment.GetEnvironmentVariable("MARKETPLACE_REQUIRE_ALL") == "1"
            ? null
            : "There is no Chromium on this machine.";

    /// <summary>Where screenshots are kept: what a run leaves to be looked at.</summary>
    public static string Artefacts { get; } =
        Directory.CreateDirectory(Path.Combine(Architecture.Sources.Root, "artefacts", "screenshots")).FullName;

    /// <summary>Where the demo answers.</summary>
    public Uri Address => _silo!.Address;

    /// <summary>
    /// Gives this process writers of its own for the console. Playwright changes the console's encoding when it starts,
    /// for which .NET flushes its own writers under a lock that hosts starting at that moment hold the other way round:
    /// the two waited for each other for ever. Writers that were set are left alone.
    /// </summary>
#pragma warning disable CA2255 // Before any test: this assembly is no library.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void InitializeConsole()
    {
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        Console.SetError(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
    }

    public async Task InitializeAsync()
    {
        if (SkipReason is not null) return;
        _silo = await SiloProcess.Start(_folder, ["--seed", "demo", .. SiloProcess.Unlimited]);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Program, Headless = true, Args = Arguments });
    }

    /// <summary>A browser window of its own, with nothing remembered.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <param name="runsScripts">Whether scripts of pages run.</param>
    public async Task<Visitor> Visit(int width = Visitor.Desktop, bool runsScripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            JavaScriptEnabled = runsScripts,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        return new Visitor(context, await context.NewPageAsync(), runsScripts);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_silo is not null) await _silo.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Shares one host and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserHost>
{
    /// <summary>The collection.</summary>
    public const string Name = "Browser";
}
