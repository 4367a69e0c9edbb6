using System.Collections.Immutable;
using Marketplace.Checkpoints;
using Marketplace.Silo.Hosting;
using Marketplace.Silo.Operations;
using Marketplace.Storage;
using Marketplace.Suppliers;

namespace Marketplace.Silo.Cluster;

/// <summary>
/// The <c>cluster</c> command: a database server, silos and front ends as processes of this machine behind one address,
/// to see and to break what several machines do. How those are run is in <c>docs/cluster.md</c>.
/// </summary>
internal static class DevelopmentCluster
{
    /// <summary>The first word on the command line.</summary>
    public const string Command = "cluster";

    private const string FirstSilo = "silo 1";

    /// <summary>Runs until the process is told to stop.</summary>
    public static async Task<int> Run(string[] args, TextWriter output)
    {
        if (args is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(ClusterPlan.Usage);
            return 0;
        }

        var plan = ClusterPlan.From(args);
        // Members write from threads of their own.
        output = TextWriter.Synchronized(output);
        await using var proxy = ClusterProxy.Build(plan.Url);
        await proxy.StartAsync();
        var stopping = proxy.Lifetime.ApplicationStopping;
        await using var database = await DatabaseServer.Open(plan.Folder);
        var (silos, frontEnds) = Members(plan, database, output);
        foreach (var member in frontEnds)
            member.Moved += () => proxy.Forward(frontEnds.Select(static one => one.Address).OfType<string>());
        try
        {
            await Start(silos, frontEnds).WaitAsync(stopping);
            await output.WriteLineAsync(
                $"""
                Marketplace is listening on {proxy.Urls.First()}
                  {plan.Silos} silos and {plan.FrontEnds} front ends; end or kill any of them: it is started again
                  Database          {plan.Folder}, {database.Shell}
                  Stop all with Ctrl+C.
                """);
            await output.FlushAsync();
            await proxy.WaitForShutdownAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop while still starting.
        }
        finally
        {
            await Task.WhenAll(frontEnds.Select(static member => member.Stop()));
            await Task.WhenAll(silos.Select(static member => member.Stop()));
        }

        return 0;
    }

    /// <summary>The first silo makes the schema and fills it; then all others start.</summary>
    private static async Task Start(ImmutableArray<Member> silos, ImmutableArray<Member> frontEnds)
    {
        await silos[0].Start();
        await Task.WhenAll(silos[1..].Concat(frontEnds).Select(static member => member.Start()));
    }

    private static (ImmutableArray<Member> Silos, ImmutableArray<Member> FrontEnds) Members(
        ClusterPlan plan, DatabaseServer database, TextWriter output)
    {
        var error = TextWriter.Synchronized(Console.Error);
        var key = PersonalDataKey.Find("", plan.Folder);
        var signing = KeyFile.ReadOrMake(Path.Combine(plan.Folder, CheckpointSigner.File), CheckpointSigner.NewKey);
        var environment = new Dictionary<string, string>
        {
            [$"{StorageOptions.Section}__{nameof(StorageOptions.PostgreSql)}"] = database.ConnectionString,
            [$"{StorageOptions.Section}__{nameof(StorageOptions.PersonalDataKey)}"] = Convert.ToBase64String(key),
            [$"{StorageOptions.Section}__{nameof(StorageOptions.CheckpointKey)}"] = signing,
            [DrainOptions.NoticeVariable] = "2",
            // Who asks is whom the proxy says: the rate limits count by address.
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        };
        var program = plan.Program is { } file ? ["dotnet", file] : Member.ThisProgram;
        string[] common = ["--urls", "http://127.0.0.1:0", .. plan.Settings];
        return (
            [.. Enumerable.Range(1, plan.Silos).Select(i => Make(
                $"silo {i}", ["--seed", plan.Seed, "--scale", plan.Scale]))],
            [.. Enumerable.Range(1, plan.FrontEnds).Select(i => Make(
                $"front end {i}", ["--role", LaunchOptions.FrontEndRole]))]);

        Member Make(string name, string[] own) => new(
            name, [.. program, .. own, .. common], isQuiet: name != FirstSilo, environment, output, error);
    }
}
