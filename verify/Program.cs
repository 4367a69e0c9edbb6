using System.Diagnostics;
using Marketplace.Verify;
using Marketplace.Verify.Histories;

const string Usage =
    """
    Checks an event log without any of the engine's rules; reads, and writes nothing.

    dotnet run -c Release --project verify -- --data FOLDER         the log of a data folder (SQLite)
    dotnet run -c Release --project verify -- --postgres CONNECTION the log of a PostgreSQL database
      --history PATH  also what clients were told: a file of JSON lines, or a folder of them (*.jsonl); nothing may be
                      under way any more
      --self-test   damages copies of the log in memory instead, and fails unless every damage is found

    Ends with 0 where everything holds, 1 at the first violation, 2 where the log cannot be read.
    """;

string? told = null;
if (args is [.., "--history", var path]) (told, args) = (path, args[..^2]);
if (args is not (["--data" or "--postgres", _] or ["--data" or "--postgres", _, "--self-test"]))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    var log = args[0] == "--data" ? LogSource.OfFolder(args[1]) : LogSource.OfPostgres(args[1]);
    return args.Length == 3 ? await SelfTest.Run(log, Console.Out) : await Check(log, told);
}
catch (Exception failure) when (failure is IOException or System.Data.Common.DbException)
{
    Console.Error.WriteLine(failure.Message);
    return 2;
}

static async Task<int> Check(IAsyncEnumerable<LogEvent> log, string? told)
{
    var clock = Stopwatch.StartNew();
    var checker = new Checker(told is null ? null : History.Read(told));
    var violation = await checker.Check(log);
    foreach (var invariant in checker.Invariants)
    {
        var state = violation?.Invariant == invariant ? "BROKEN" : "ok";
        Console.WriteLine($"{state,-6} {invariant.Name,-9} {invariant.Checked,12:N0}  {invariant.Meaning}");
    }

    Console.WriteLine($"{checker.Events:N0} events in {clock.Elapsed.TotalSeconds:N1} s");
    if (violation is null) return 0;
    Console.WriteLine($"{violation.Invariant.Name}: {violation.What}");
    if (violation.At is { } at) Console.WriteLine($"{at} {System.Text.Encoding.UTF8.GetString(at.Payload)}");
    return 1;
}
