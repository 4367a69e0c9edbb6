using System.Globalization;
using Marketplace.Load;

namespace Marketplace.Chaos;

/// <summary>What a run was asked for.</summary>
/// <param name="Time">How long there are faults and load.</param>
/// <param name="Seed">What the faults and the buyers' choices follow from.</param>
/// <param name="Silos">How many.</param>
/// <param name="Clients">Buyers at once, each with one order under way.</param>
/// <param name="Rate">Orders begun per second at most, of all clients together.</param>
/// <param name="Catalogue">The seed the database is filled with.</param>
/// <param name="Faults">The kinds of faults.</param>
/// <param name="Calm">Nothing breaks for so long at least once all is well again.</param>
/// <param name="MostFaults">The run ends early after so many.</param>
/// <param name="ReadBack">Acknowledged orders read back over the API afterwards.</param>
/// <param name="Folder">Where the database, the silos' logs and the history are.</param>
public sealed record ChaosOptions(
    TimeSpan Time, int Seed, int Silos, int Clients, int Rate, string Catalogue, IReadOnlyList<FaultKind> Faults,
    TimeSpan Calm, int MostFaults, int ReadBack, string Folder)
{
    private static readonly string[] Known =
    [
        "--minutes", "--seed", "--silos", "--clients", "--rate", "--catalogue", "--faults", "--calm", "--most-faults",
        "--read-back", "--data",
    ];

    /// <summary>How it is used.</summary>
    public static readonly string Usage =
        $"""
        Starts PostgreSQL and silos, lets people order, breaks things, and checks what is left.

        dotnet run -c Release --project tests/Chaos -- [options]

          --minutes N      how long (default 3); fractions are allowed: 0.5
          --seed N         what the faults and the buyers' choices follow from (default 1)
          --silos N        how many, 2-9 (default 2)
          --clients N      buyers at once (default 24)
          --rate N         orders begun per second at most (default 80)
          --catalogue NAME demo or lampung, what the database is filled with (default lampung)
          --faults A,B     only these kinds (default: all that this machine can do)
          --calm N         seconds in which nothing breaks, at least, once all is well again (default: 1)
          --most-faults N  stop after so many (default: none)
          --read-back N    acknowledged orders to read back over the API, drawn by the seed (default 5000)
          --data FOLDER    an empty folder to keep everything in (default: a temporary one, removed when all is well)

        Kinds of faults: {string.Join(", ", Enum.GetNames<FaultKind>())}

        Ends with 0 when at least one fault happened and nothing that was told anybody was untrue; 1 when not; 2 when it
        could not be tried. The history and the database stay in the folder then.
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It cannot be followed; the message says why.</exception>
    public static ChaosOptions Parse(string[] args)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!Known.Contains(args[i])) throw new ArgumentException($"Unknown option {args[i]}.");
            if (i + 1 == args.Length) throw new ArgumentException($"Option {args[i]} needs a value.");
            given[args[i]] = args[i + 1];
        }

        var catalogue = given.GetValueOrDefault("--catalogue", "lampung");
        if (SeedNames.Find(catalogue) is null)
            throw new ArgumentException($"--catalogue is demo or lampung; it was '{catalogue}'.");
        var minutes = given.GetValueOrDefault("--minutes", "3");
        if (!decimal.TryParse(minutes, CultureInfo.InvariantCulture, out var time) || time <= 0)
            throw new ArgumentException($"--minutes is a number above 0; it was '{minutes}'.");
        var folder = given.GetValueOrDefault("--data")
            ?? Directory.CreateTempSubdirectory("marketplace-chaos-").FullName;
        return new ChaosOptions(
            TimeSpan.FromSeconds((double)(time * 60)),
            Number(given, "--seed", 1, 0, int.MaxValue),
            Number(given, "--silos", 2, 2, 9),
            Number(given, "--clients", 24, 1, 1_000),
            Number(given, "--rate", 80, 1, 100_000),
            catalogue, Kinds(given.GetValueOrDefault("--faults")),
            TimeSpan.FromSeconds(Number(given, "--calm", 1, 0, 600)),
            Number(given, "--most-faults", int.MaxValue, 1, int.MaxValue),
            Number(given, "--read-back", 5_000, 0, int.MaxValue), Path.GetFullPath(folder));
    }

    /// <summary>The kinds that were asked for, or all that this machine can do.</summary>
    private static FaultKind[] Kinds(string? text) => text is null
        ? [.. Enum.GetValues<FaultKind>().Where(static kind => kind != FaultKind.DatabaseFsync || Strace.IsHere)]
        : [.. text.Split(',').Select(static name => Enum.TryParse<FaultKind>(name, ignoreCase: true, out var kind)
            ? kind
            : throw new ArgumentException($"There is no fault {name}."))];

    private static int Number(Dictionary<string, string> given, string name, int otherwise, int least, int most)
    {
        if (!given.TryGetValue(name, out var text)) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw new ArgumentException($"{name} is a whole number from {least} to {most}; it was '{text}'.");
    }
}
