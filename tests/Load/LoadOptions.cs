using System.Globalization;

namespace Marketplace.Load;

/// <summary>What the tool was asked to do.</summary>
/// <param name="Scenarios">One, or two that alternate within one run.</param>
/// <param name="Duration">Measured time of each scenario.</param>
/// <param name="WarmUp">Unmeasured time before it.</param>
/// <param name="Concurrency">Callers that each have one operation under way.</param>
/// <param name="Json">One JSON object instead of a readable line.</param>
/// <param name="Urls">Hosts that run already, asked in turn; none to start one.</param>
/// <param name="ServerPids">Their process ids, to read CPU and memory when they run on this machine.</param>
/// <param name="DatabasePid">The first process of their PostgreSQL, where it runs on this machine.</param>
/// <param name="Seed">What a host started here is filled with.</param>
/// <param name="Scale">How many times as large.</param>
/// <param name="Beside">A scenario that as many callers do at the same time in every other turn.</param>
/// <param name="Data">Its folder, kept for the next run; null for a temporary one.</param>
public sealed record LoadOptions(
    IReadOnlyList<string> Scenarios, TimeSpan Duration, TimeSpan WarmUp, int Concurrency, bool Json,
    IReadOnlyList<Uri> Urls, IReadOnlyList<int> ServerPids, int? DatabasePid, string Seed, int Scale, string? Beside,
    string? Data)
{
    /// <summary>How it is used.</summary>
    public static readonly string Usage =
        $"""
        dotnet run -c Release --project tests/Load -- SCENARIO [options]
        dotnet run -c Release --project tests/Load -- --compare A,B [options]
        dotnet run -c Release --project tests/Load -- A --beside B [options]

        Scenarios: {string.Join(", ", Catalogue.Names)}

          --duration S      seconds measured, of each scenario (default 20)
          --warmup S        seconds before that (default 5)
          --concurrency N   callers at once (default 32)
          --json            print one JSON object
          --beside B        in every other turn as many callers do B meanwhile; the ratio is A beside B to A alone
          --seed NAME       demo or lampung, what the host holds (default lampung)
          --scale N         so many times as large (default 1)
          --data FOLDER     keep that host's folder and use it again
          --url A,B         ask hosts that run already, in turn, instead of starting one (settings: see below)
          --server-pid P,Q  their process ids, to read CPU and memory when they run on this machine
          --database-pid P  the first process of their PostgreSQL, to read its CPU

        Hosts given by --url have to run with: {string.Join(' ', HostUnderTest.Settings)}
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It cannot be followed; the message says why.</exception>
    public static LoadOptions Parse(string[] args)
    {
        var given = new Dictionary<string, string>();
        var scenarios = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--json") given[args[i]] = "";
            else if (!args[i].StartsWith("--", StringComparison.Ordinal)) scenarios.Add(args[i]);
            else if (!Known.Contains(args[i])) throw new ArgumentException($"Unknown option {args[i]}.");
            else if (++i < args.Length) given[args[i - 1]] = args[i];
            else throw new ArgumentException($"Option {args[^1]} needs a value.");
        }

        if (given.TryGetValue("--compare", out var compared)) scenarios.AddRange(compared.Split(','));
        if (scenarios.Count is < 1 or > 2) throw new ArgumentException("Name one scenario, or two with --compare.");
        foreach (var name in scenarios)
            if (!Catalogue.Names.Contains(name)) throw new ArgumentException($"There is no scenario {name}.");
        var beside = given.GetValueOrDefault("--beside");
        if (beside is not null && (scenarios.Count > 1 || !Catalogue.Names.Contains(beside)))
            throw new ArgumentException($"--beside is a scenario, for one other; it was '{beside}'.");
        var seed = given.GetValueOrDefault("--seed", "lampung");
        if (SeedNames.Find(seed) is null) throw new ArgumentException($"--seed is demo or lampung; it was '{seed}'.");
        return new LoadOptions(
            scenarios,
            TimeSpan.FromSeconds(Number(given, "--duration", 20)),
            TimeSpan.FromSeconds(Number(given, "--warmup", 5)),
            Number(given, "--concurrency", 32),
            given.ContainsKey("--json"),
            [.. Parts(given, "--url").Select(static url => new Uri(url))],
            [.. Parts(given, "--server-pid").Select(static pid => Number(pid, "--server-pid"))],
            given.TryGetValue("--database-pid", out var database) ? Number(database, "--database-pid") : null,
            seed,
            Number(given, "--scale", 1),
            beside,
            given.GetValueOrDefault("--data"));
    }

    private static readonly string[] Known =
    [
        "--duration", "--warmup", "--concurrency", "--seed", "--scale", "--data", "--url", "--server-pid",
        "--database-pid", "--compare", "--beside",
    ];

    private static string[] Parts(Dictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var text) ? text.Split(',') : [];

    private static int Number(Dictionary<string, string> given, string name, int otherwise) =>
        given.TryGetValue(name, out var text) ? Number(text, name) : otherwise;

    private static int Number(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{name} is a whole number above 0; it was '{text}'.");
}
