using System.Diagnostics;
using System.Text.RegularExpressions;
using Marketplace.Load;
using Marketplace.Tests.Storage;
using Marketplace.Verify;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>The development cluster, as a developer starts it, whose members go while people order.</summary>
/// <param name="development">Two silos and two front ends.</param>
[Collection(ManyProcesses.Name)]
public sealed class ClusterCommandTests(DevelopmentCluster development) : IClassFixture<DevelopmentCluster>
{
    private const int Changes = 5;

    /// <summary>So long after a silo is gone, calls work again.</summary>
    private static readonly TimeSpan FailoverBound = TimeSpan.FromSeconds(10);

    /// <summary>A call that was under way to the killed silo is given up after this time and made anew.</summary>
    private static readonly TimeSpan FreshCallBound = TimeSpan.FromSeconds(1);

    /// <summary>So long after it is given up a silo knows, though the others cannot tell it.</summary>
    private static readonly TimeSpan SelfKnowledgeBound = TimeSpan.FromSeconds(6);

    [PostgresFact]
    public async Task Front_ends_give_out_no_copy_of_a_page_with_the_price_before()
    {
        using var api = new Api((await development.Running).Address);
        var supplier = new PriceChanges(api, SeedNames.Of("demo"), concurrency: 1);
        await supplier.Prepare();
        var outcomes = new List<string?>();
        for (var i = 0; i < Changes; i++) outcomes.Add(await supplier.Once(0));

        // A copy nobody throws away is given out for five seconds: being right by luck helps one change at most.
        Assert.All(outcomes, static outcome => Assert.True(outcome is null or "late", outcome));
        Assert.True(outcomes.Count(static outcome => outcome is null) >= Changes - 1, string.Join(", ", outcomes));
    }

    [PostgresFact]
    public async Task It_is_renewed_member_by_member_and_no_request_fails()
    {
        var cluster = await development.Running;
        await cluster.WhilePeopleOrder(3 * ClusterSteps.OrdersEach, async shoppers =>
        {
            await cluster.Renewed("front end 1", "ended with 0", SiloProcess.AskToStop);
            await shoppers.More();
            await cluster.Renewed("silo 1", "ended with 0", SiloProcess.AskToStop);
        });
    }

    [PostgresFact]
    public async Task A_silo_is_killed_then_a_front_end_and_every_order_is_there_and_more_are_placed()
    {
        var cluster = await development.Running;
        await cluster.WhilePeopleOrder(
            3 * ClusterSteps.OrdersEach,
            async shoppers =>
            {
                var silo = cluster.Renewed("silo 2", "ended with 137", Kill);
                await EveryOrderAnswers(cluster, shoppers);
                await shoppers.More();
                await silo;
                await cluster.Renewed("front end 2", "ended with 137", Kill);
            },
            mayFail: true);
    }

    [PostgresFact]
    public async Task A_silo_falls_silent_as_if_its_machine_were_gone_and_its_orders_answer_elsewhere()
    {
        var cluster = await development.Running;
        await cluster.WhilePeopleOrder(
            2 * ClusterSteps.OrdersEach,
            async shoppers =>
            {
                SiloProcess.Signal("-STOP", await cluster.ProcessOf("silo 1"));
                try
                {
                    await EveryOrderAnswers(cluster, shoppers);
                }
                finally
                {
                    // What has been given up ends by itself as soon as it is able to.
                    await cluster.Renewed("silo 1", "ended with 134", Continue);
                }
            },
            mayFail: true);
    }

    [PostgresFact]
    public async Task A_silo_that_was_given_up_and_is_told_by_nobody_ends_within_seconds()
    {
        var cluster = await development.Running;
        var said = cluster.Lines;
        var since = Stopwatch.StartNew();
        await GiveUpOne(await cluster.Connection());
        var ended = await cluster.Said(new Regex("^(silo [12]) ended with 134"), said);

        Assert.InRange(since.Elapsed, TimeSpan.Zero, SelfKnowledgeBound);
        await cluster.ProcessOf(ended.Groups[1].Value, said);
    }

    [PostgresFact]
    public async Task A_backup_taken_while_people_order_restores_what_was_acknowledged_before()
    {
        var cluster = await development.Running;
        var folder = Directory.CreateTempSubdirectory("marketplace-").FullName;
        using var shoppers = await Shoppers.Begin(count: 1, cluster.Address);
        await shoppers.More();
        var before = shoppers.Attempts.Where(static attempt => attempt.Error is null).ToList();
        var to = Path.Combine(folder, "backup");
        await SiloProcess.Succeeds(
            folder, ["backup", "--to", to], ("Marketplace__PostgreSql", await cluster.Connection()));
        await shoppers.Settled();

        var copy = await PostgresServer.NewDatabase();
        await SiloProcess.Succeeds(folder, ["restore", "--from", to], ("Marketplace__PostgreSql", copy));
        Directory.Delete(folder, recursive: true);

        var placed = await LogSource.OfPostgres(copy).ReadEvents()
            .Where(static happened => happened.Type == "order-placed.v1")
            .Select(static happened => happened.Id).ToHashSetAsync();
        Assert.All(before, attempt => Assert.Contains(attempt.Id, placed));
    }

    /// <summary>Writes of one silo that it is dead, as the others would, who tell it as well if they can.</summary>
    private static async Task GiveUpOne(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var write = database.CreateCommand(
            """
            UPDATE OrleansMembershipTable SET Status = 6 WHERE (Address, Port, Generation) =
                (SELECT Address, Port, Generation FROM OrleansMembershipTable WHERE Status = 3 LIMIT 1);
            UPDATE OrleansMembershipVersionTable SET Version = Version + 1
            """);
        await write.ExecuteNonQueryAsync();
    }

    private static void Kill(string process) => SiloProcess.Signal("-KILL", process);

    private static void Continue(string process) => SiloProcess.Signal("-CONT", process);

    /// <summary>Every order that was acknowledged is shown again, all of them within the bound from now.</summary>
    private static async Task EveryOrderAnswers(SiloProcess cluster, Shoppers shoppers)
    {
        var since = Stopwatch.StartNew();
        var acknowledged = shoppers.Attempts.Where(static attempt => attempt.Error is null).ToList();
        foreach (var attempt in acknowledged) await Answers(cluster.Address, attempt, since);
    }

    /// <summary>Asks for an order until it is answered, within the bound.</summary>
    private static async Task Answers(Uri cluster, Attempt attempt, Stopwatch since)
    {
        using var client = new HttpClient { BaseAddress = cluster, Timeout = FreshCallBound };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", attempt.Buyer.Token);
        var last = "nothing";
        while (since.Elapsed < FailoverBound)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"api/v1/orders/{attempt.Id}", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            }
            catch (TaskCanceledException)
            {
                last = "no answer";
            }
        }

        Assert.Fail($"Order {attempt.Id} does not answer again: {last}.");
    }
}
