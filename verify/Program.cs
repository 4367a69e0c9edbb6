using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Verify;
using Marketplace.Verify.Histories;
using Marketplace.Verify.Tree;

const string Usage =
    """
    Checks an event log without any of the engine's rules; reads, and writes nothing but an export.

    dotnet run -c Release --project verify -- WHERE [WHAT]
      WHERE
        --data FOLDER             the log of a data folder (SQLite)
        --postgres CONNECTION     the log of a PostgreSQL database
        --export FILE             an exported log
        --proof FILE --key FILE   no log: that an event is in it, by the proof the API gave; or that it goes on from
                                  --earlier FILE to --checkpoint FILE, by the proof the API gave
      WHAT
        --key FILE                the public key (PEM) that checkpoints must be signed with
        --checkpoint FILE         one more checkpoint, kept elsewhere
        --history PATH            what clients were told: a file of JSON lines, or a folder of them (*.jsonl); nothing
                                  may be under way any more
        --to FILE                 exports the log instead
        --self-test               damages copies of the log in memory instead, and fails unless every damage is found

    Ends with 0 where everything holds, 1 at the first violation, 2 where the log cannot be read.
    """;

var options = new Dictionary<string, string>();
for (var i = 0; i < args.Length; i++)
{
    var isKnown = args[i] is "--data" or "--postgres" or "--export" or "--proof" or "--key" or "--checkpoint"
        or "--earlier" or "--history" or "--to" or "--self-test";
    var (option, value) = (args[i], args[i] == "--self-test" ? "" : i + 1 < args.Length ? args[++i] : null);
    if (isKnown && value is not null && options.TryAdd(option, value)) continue;
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    using var key = options.TryGetValue("--key", out var pem) ? ECDsa.Create() : null;
    key?.ImportFromPem(await File.ReadAllTextAsync(pem!));
    var kept = await Read(options, "--checkpoint");
    if (options.TryGetValue("--proof", out var proof) && key is not null)
        return await CheckProof(proof, key, await Read(options, "--earlier"), kept);
    if (LogOf(options) is not { } log)
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    if (options.TryGetValue("--to", out var target))
    {
        Console.WriteLine($"{await LogExport.Write(log, target):N0} events exported to {target}");
        return 0;
    }

    if (options.ContainsKey("--self-test")) return await SelfTest.Run(log.ReadEvents(), Console.Out);
    var checkpoints = (await log.ReadCheckpoints()).ToList();
    if (kept is not null) checkpoints.Add(kept);
    var history = options.TryGetValue("--history", out var told) ? History.Read(told) : null;
    return await Check(log, new Checker(checkpoints, key, history));
}
catch (Exception failure) when (failure
    is IOException or System.Data.Common.DbException or FormatException or ArgumentException or InvalidDataException
    or JsonException or CryptographicException)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}

static LogSource? LogOf(Dictionary<string, string> options) =>
    options.TryGetValue("--data", out var folder) ? LogSource.OfFolder(folder)
    : options.TryGetValue("--postgres", out var connection) ? LogSource.OfPostgres(connection)
    : options.TryGetValue("--export", out var file) ? LogSource.OfExport(file)
    : null;

static async Task<Checkpoint?> Read(Dictionary<string, string> options, string option) =>
    options.TryGetValue(option, out var file) ? Checkpoint.Parse(await File.ReadAllTextAsync(file)) : null;

static async Task<int> CheckProof(string file, ECDsa key, Checkpoint? earlier, Checkpoint? later)
{
    var proof = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(file));
    var (wrong, meaning) = earlier is null || later is null
        ? (ProofCheck.OfInclusion(proof, key), "the event is in the log")
        : (ProofCheck.OfConsistency(proof, earlier, later, key), "the log goes on from the earlier one");
    Console.WriteLine(wrong ?? $"ok: {meaning}");
    return wrong is null ? 0 : 1;
}

static async Task<int> Check(LogSource log, Checker checker)
{
    var clock = Stopwatch.StartNew();
    var violation = await checker.Check(log.ReadEvents());
    foreach (var invariant in checker.Invariants)
    {
        var state = violation?.Invariant == invariant ? "BROKEN" : "ok";
        Console.WriteLine($"{state,-6} {invariant.Name,-9} {invariant.Checked,12:N0}  {invariant.Meaning}");
    }

    Console.WriteLine($"{checker.Events:N0} events in {clock.Elapsed.TotalSeconds:N1} s");
    if (checker.Covered < checker.Events)
        Console.WriteLine($"No checkpoint covers what came after the first {checker.Covered:N0} of them.");
    if (violation is null) return 0;
    Console.WriteLine($"{violation.Invariant.Name}: {violation.What}");
    if (violation.At is { } at) Console.WriteLine($"{at} {System.Text.Encoding.UTF8.GetString(at.Payload)}");
    return 1;
}
