using System.Collections.Immutable;
using System.Globalization;

namespace Marketplace.Silo.Hosting;

/// <summary>What may be said on the command line, checked before anything is opened.</summary>
/// <param name="Seed">What an empty store is filled with; null to let the storage decide.</param>
/// <param name="Scale">Times a seed's full size, 1–100.</param>
/// <param name="IsFrontEnd">Whether it is a front end of a cluster whose actors live in other processes.</param>
public sealed record LaunchOptions(string? Seed, int Scale, bool IsFrontEnd)
{
    /// <summary>The role of a process with everything in it: actors, API and pages.</summary>
    public const string SiloRole = "silo";

    /// <summary>The role of a process that has the API and the pages only.</summary>
    public const string FrontEndRole = "front-end";

    /// <summary>No seed: the first administrator is made through a one-time link.</summary>
    public const string NoSeed = "none";

    /// <summary>The seed of a SQLite folder when nothing is said.</summary>
    public const string DemoSeed = "demo";

    /// <summary>Largest <see cref="Scale"/>.</summary>
    public const int MaxScale = 100;

    /// <summary>The seeds there are.</summary>
    public static readonly ImmutableArray<string> Seeds = [DemoSeed, "lampung", NoSeed];

    /// <summary>The short options and the settings they stand for.</summary>
    public static readonly ImmutableDictionary<string, string> Switches = new Dictionary<string, string>
    {
        ["--seed"] = "Launch:Seed",
        ["--scale"] = "Launch:Scale",
        ["--role"] = "Launch:Role",
        ["--data"] = $"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}",
        ["--urls"] = "urls",
        ["--environment"] = "environment",
    }.ToImmutableDictionary();

    /// <summary>Shown for <c>--help</c> and after an option that does not exist.</summary>
    public const string Usage =
        """
        Options:
          --data FOLDER     where the SQLite files are kept (default: data)
          --seed NAME       what an empty folder is filled with: demo (default), lampung or none
          --scale TIMES     so many times the seed's items and suppliers, 1-100 (default: 1)
          --role ROLE       silo (default: actors, API and pages) or front-end (API and pages of a cluster)
          --urls URL        where to listen (default: http://127.0.0.1:5080)
          --Section:Key V   any setting, as in appsettings.json or the environment (Section__Key)
        Or: cluster         several of them on this machine, with a PostgreSQL server (cluster --help)
            backup, restore to copy everything while it runs, and to bring it back (backup --help)
        """;

    /// <summary>Refuses misspelt options, which the configuration system would pass over in silence.</summary>
    /// <exception cref="LaunchException">An option does not exist or lacks its value.</exception>
    public static void CheckSpelling(string[] args) => CheckSpelling(args, Switches, Usage);

    /// <summary>Refuses misspelt options of a command.</summary>
    /// <exception cref="LaunchException">An option does not exist or lacks its value.</exception>
    internal static void CheckSpelling(
        string[] args, ImmutableDictionary<string, string> switches, string usage)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=', 2)[0];
            var isSetting = name.StartsWith("--", StringComparison.Ordinal)
                && name.Contains(':', StringComparison.Ordinal);
            if (!switches.ContainsKey(name) && !isSetting)
                throw new LaunchException($"Unknown option {args[i]}.\n{usage}");
            if (args[i].Contains('=', StringComparison.Ordinal)) continue;
            if (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal))
                throw new LaunchException($"Option {name} needs a value.\n{usage}");
        }
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="LaunchException">A value is outside its range.</exception>
    public static LaunchOptions From(IConfiguration configuration)
    {
        var seed = configuration["Launch:Seed"];
        if (seed is not null && !Seeds.Contains(seed))
            throw new LaunchException($"--seed is {string.Join(", ", Seeds)}; it was '{seed}'.");
        var role = configuration["Launch:Role"] ?? SiloRole;
        if (role is not (SiloRole or FrontEndRole))
            throw new LaunchException($"--role is {SiloRole} or {FrontEndRole}; it was '{role}'.");
        var scale = Number("--scale", configuration["Launch:Scale"], otherwise: 1, MaxScale);
        return new LaunchOptions(seed, scale, role == FrontEndRole);
    }

    /// <summary>Reads a whole number from 1.</summary>
    /// <exception cref="LaunchException">It is none, or too large.</exception>
    internal static int Number(string option, string? text, int otherwise, int most) =>
        text is null ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= most ? number
        : throw new LaunchException($"{option} is a whole number from 1 to {most}; it was '{text}'.");
}

/// <summary>The process was asked for something it cannot do; the message tells the operator what to change.</summary>
public sealed class LaunchException : Exception
{
    /// <summary>With a message for the operator.</summary>
    public LaunchException(string message)
        : base(message)
    {
    }
}
