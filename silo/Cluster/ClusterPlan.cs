using System.Collections.Immutable;
using Marketplace.Silo.Hosting;

namespace Marketplace.Silo.Cluster;

/// <summary>What <c>cluster</c> is to start.</summary>
/// <param name="Silos">How many silos, 1–9.</param>
/// <param name="FrontEnds">How many front ends, 1–9.</param>
/// <param name="Folder">Where its database is.</param>
/// <param name="Url">Its one address.</param>
/// <param name="Seed">What an empty database is filled with.</param>
/// <param name="Scale">Times the seed's full size.</param>
/// <param name="Program">What its processes run, a full path looked up at each of their starts; null for this
/// program.</param>
/// <param name="Settings">Handed on to every process, as <c>--Section:Key value</c>.</param>
internal sealed record ClusterPlan(
    int Silos, int FrontEnds, string Folder, string Url, string Seed, string Scale, string? Program,
    ImmutableArray<string> Settings)
{
    /// <summary>Most processes of a kind on one machine.</summary>
    private const int Most = 9;

    private static readonly ImmutableDictionary<string, string> Switches = new Dictionary<string, string>
    {
        ["--silos"] = "silos",
        ["--front-ends"] = "front-ends",
        ["--data"] = "data",
        ["--seed"] = "seed",
        ["--scale"] = "scale",
        ["--urls"] = "urls",
        ["--program"] = "program",
    }.ToImmutableDictionary();

    /// <summary>Shown for <c>cluster --help</c> and after an option that does not exist.</summary>
    public const string Usage =
        """
        cluster starts PostgreSQL, silos and front ends on this machine, behind one address.
          --silos N         how many silos, 1-9 (default: 3)
          --front-ends N    how many front ends, 1-9 (default: 2)
          --data FOLDER     where its database is kept (default: data/cluster)
          --seed NAME       what an empty database is filled with: demo (default), lampung or none
          --scale TIMES     so many times the seed's items and suppliers, 1-100 (default: 1)
          --urls URL        its one address (default: http://127.0.0.1:5080)
          --program FILE    another build's Marketplace.Silo.dll, which each process runs from its next start on
          --Section:Key V   any setting of every process
        """;

    /// <summary>Reads the command line after <c>cluster</c>.</summary>
    /// <exception cref="LaunchException">An option does not exist, a value is outside its range, or there is no such
    /// program.</exception>
    public static ClusterPlan From(string[] args)
    {
        LaunchOptions.CheckSpelling(args, Switches, Usage);
        var options = new ConfigurationBuilder().AddCommandLine(args, Switches.ToDictionary()).Build();
        return new ClusterPlan(
            LaunchOptions.Number("--silos", options["silos"], otherwise: 3, Most),
            LaunchOptions.Number("--front-ends", options["front-ends"], otherwise: 2, Most),
            Path.GetFullPath(options["data"] ?? Path.Combine("data", "cluster")),
            options["urls"] ?? MarketplaceHost.DefaultUrl,
            options["seed"] ?? LaunchOptions.DemoSeed, options["scale"] ?? "1",
            options["program"] is { } file ? Existing(file) : null,
            [
                .. options.AsEnumerable().Where(static pair => pair.Value is not null && pair.Key.Contains(':'))
                    .SelectMany(static pair => new[] { $"--{pair.Key}", pair.Value! }),
            ]);
    }

    private static string Existing(string program) => File.Exists(program)
        ? Path.GetFullPath(program)
        : throw new LaunchException($"--program is a build's Marketplace.Silo.dll; there is no file '{program}'.");
}
