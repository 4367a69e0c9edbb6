using System.Runtime.InteropServices;
using Marketplace.Chaos;
using Marketplace.Storage;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(ChaosOptions.Usage);
    return 0;
}

try
{
    var options = ChaosOptions.Parse(args);
    using var stop = new CancellationTokenSource();
    // What was started has to be stopped: nobody else would.
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var told = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    var summary = await new ChaosRun(options, Console.Out).Run(stop.Token);
    summary.Print(Console.Out);
    if (!summary.IsGood) Console.WriteLine($"Everything is in {options.Folder}");
    else if (!args.Contains("--data")) Directory.Delete(options.Folder, recursive: true);
    return summary.IsGood ? 0 : 1;

    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
catch (Exception wrong) when (wrong is ArgumentException or StorageException or InvalidOperationException)
{
    Console.Error.WriteLine($"{wrong.Message}\n\n{ChaosOptions.Usage}");
    return 2;
}
