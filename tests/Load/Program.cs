using System.Text.Json;
using Marketplace.Load;

if (args is [] or ["--help"] or ["-h"])
{
    Console.WriteLine(LoadOptions.Usage);
    return 0;
}

LoadOptions options;
try
{
    options = LoadOptions.Parse(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}\n\n{LoadOptions.Usage}");
    return 2;
}

await using var host = await HostUnderTest.Open(options);
using var api = new Api(host.Addresses);
var scenarios = options.Scenarios
    .Select(name => Catalogue.Open(name, api, SeedNames.Of(options.Seed), options.Concurrency, options.Data))
    .ToList();
var measurements = scenarios.Select(scenario => new Measurement(scenario, host, options.Concurrency)).ToList();
foreach (var scenario in scenarios) await scenario.Prepare();
if (options.Beside is { } other)
{
    var beside = Catalogue.Open(other, api, SeedNames.Of(options.Seed), options.Concurrency, options.Data);
    await beside.Prepare();
    measurements.Insert(0, new Measurement(scenarios[0], host, options.Concurrency)
    {
        Beside = new Measurement(beside, host, options.Concurrency),
    });
}

foreach (var measurement in measurements) await measurement.WarmUp(options.WarmUp);

// Two scenarios take turns, so that whatever else the machine does falls on both alike.
const int Turns = 5;
var turns = measurements.Count > 1 ? Turns : 1;
for (var turn = 0; turn < turns; turn++)
    foreach (var measurement in measurements) await measurement.Run(options.Duration / turns);

var reports = measurements.ConvertAll(static measurement => measurement.Report());
foreach (var scenario in scenarios)
{
    var at = reports.FindIndex(report => report.Scenario == scenario.Name);
    reports[at] = reports[at] with { Violations = await scenario.Verify() };
}

if (measurements[0].Beside is { } meanwhile) reports.Add(meanwhile.Report());
Printer.Print(reports, options.Json);
return reports.Exists(static report => report.Violations.Count > 0) ? 1 : 0;

/// <summary>Prints results.</summary>
internal static class Printer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>One JSON object, or readable lines; two scenarios come with the ratio of the first to the
    /// second.</summary>
    public static void Print(List<Report> reports, bool json)
    {
        if (json && reports.Count == 1)
        {
            Console.WriteLine(JsonSerializer.Serialize(reports[0], Json));
            return;
        }

        var ratio = reports.Count > 1 ? Ratio(reports[0], reports[1]) : null;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { scenarios = reports, ratio }, Json));
            return;
        }

        foreach (var report in reports) Console.WriteLine(Line(report));
        if (ratio is not null)
        {
            Console.WriteLine(
                $"{reports[0].Scenario} : {reports[1].Scenario} = {ratio.OpsPerSecond:0.000} in throughput, "
                + $"{ratio.ServerCpuPerOp:0.000} in CPU per operation");
        }
    }

    private static Ratios Ratio(Report first, Report second) => new(
        Math.Round(first.OpsPerSecond / second.OpsPerSecond, 3),
        first.ServerCpuMsPerOp is { } cpu && second.ServerCpuMsPerOp is { } other ? Math.Round(cpu / other, 3) : null);

    private static string Line(Report report) =>
        $"{report.Scenario}: {report.OpsPerSecond} ops/s, p50 {report.P50Ms} ms, p95 {report.P95Ms} ms, "
        + $"p99 {report.P99Ms} ms, server CPU {report.ServerCpuMsPerOp} ms/op, "
        + (report.DatabaseCpuMsPerOp is { } database ? $"database CPU {database} ms/op, " : "")
        + $"peak RSS {report.PeakRssMb} MB, "
        + $"errors {JsonSerializer.Serialize(report.Errors)}"
        + string.Concat(report.Violations.Select(static violation => $"\n  VIOLATION: {violation}"));

    private sealed record Ratios(double OpsPerSecond, double? ServerCpuPerOp);
}
