using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.Verify.Histories;
using Marketplace.Verify.Tree;

namespace Marketplace.Verify;

/// <summary>Damages a log in known ways and looks whether each is found, by the invariant that is there for
/// it.</summary>
public static class SelfTest
{
    private static readonly IReadOnlyList<Fault> Faults =
    [
        new("a lost event", "chain", static log => log.Without(log.Find("order-placed.v1"))),
        new("an event in another's place", "chain", static log => log.Swapped(log.Find("order-placed.v1"))),
        new("a changed amount", "chain", static log => log.Altered(
            log.Find("order-submitted.v1"), static details => details["totals"]!["total"] = 1, isRehashed: false)),
        new("a command with two effects", "commands", static log => log.Appended(
            log.Of(log.Find("order-accepted.v1"), "order-signed.v1"))),
        new("a double hold", "stock", static log => log.Repeated(log.Find("stock-held.v1"))),
        new("more held than there is", "stock", static log => log.Altered(
            log.Find("stock-held.v1"), static details => details["quantity"] = 900_000_000)),
        new("a hold taken twice", "stock", static log => log.Repeated(log.Find("stock-posted.v1"))),
        new("a skipped budget check", "budget", static log => log.Altered(
            log.Find("budget-held.v1"), static details => details["movements"]![0]!["held"] = 900_000_000_000_000)),
        new("a budget given back twice", "budget", static log => log.Repeated(
            log.Find("budget-released.v1", "\"held\":-"))),
        new("a skipped signature", "stages", static log => log.Altered(
            log.Find("order-placed.v1"), static details => details["stage"] = "processing")),
        new("an order that comes back", "stages", static log => log.Altered(
            log.Find("order-refused.v1"), static details => details["stage"] = "completed")),
        new("a total that is not its parts", "money", static log => log.Altered(
            log.Find("order-submitted.v1"), static details => details["totals"]!["freight"] = 1)),
        new("a payment too much", "money", static log => log.Altered(
            log.Find("order-paid.v1"), static details => details["amount"] = 900_000_000_000)),
        new("an order without its stock", "whole", static log => log.Renamed(
            log.Find("stock-held.v1"), "stock-seen.v1")),
        new("an order without its budget", "whole", static log => log.Altered(
            log.Find("budget-held.v1"), static details => details["movements"] = new JsonArray())),
        new("a hold that outlives its order", "whole", static log => log.Renamed(
            log.FindVoidedHold(), "stock-seen.v1")),
        new("a truncated log", "complete", static log => new DamagedLog([.. log.Events.SkipLast(1)])),
        new("a history written anew", "tree", static log => log.Altered(
            log.Events[0], static details => details["rewritten"] = true)),
        new("someone who signs alone", "duties", static log => log.Altered(
            log.Find("order-signed.v1"), details => details["by"] = log.CreatorOf(log.Find("order-signed.v1")))),
    ];

    /// <summary>Runs all of it, with checkpoints signed by a key of its own.</summary>
    /// <param name="events">A log in which everything holds.</param>
    /// <param name="told">Told of each damage.</param>
    /// <returns>0 where each was found, 1 where one was not.</returns>
    public static async Task<int> Run(IAsyncEnumerable<LogEvent> events, TextWriter told)
    {
        var whole = new DamagedLog(await events.ToListAsync());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = Sign(whole, key);
        if (await Check(whole, signed) is { } before)
        {
            await told.WriteLineAsync($"The log is not whole to begin with: {before.What}");
            return 1;
        }

        var missed = 0;
        foreach (var fault in Faults)
            await Expect(fault.Name, fault.FoundBy, await Check(fault.Do(whole), fault.IsSigned ? signed : []));
        foreach (var (name, foundBy, lie) in HistoryFaults.All)
        {
            var (log, history) = lie(whole);
            await Expect(name, foundBy, await Check(log, [], history));
        }

        var all = Faults.Count + HistoryFaults.All.Count;
        await told.WriteLineAsync($"{all - missed} of {all} found");
        return missed == 0 ? 0 : 1;

        async Task Expect(string name, string foundBy, Violation? found)
        {
            var isFound = found?.Invariant.Name == foundBy;
            if (!isFound) missed++;
            await told.WriteLineAsync($"{(isFound ? "found " : "MISSED"),-6} {name}: {found?.What ?? "nothing"}");
        }

        Task<Violation?> Check(DamagedLog damaged, Checkpoint[] checkpoints, History? history = null) =>
            new Checker(checkpoints, key, history).Check(damaged.Events.ToAsyncEnumerable());
    }

    private static Checkpoint[] Sign(DamagedLog whole, ECDsa key)
    {
        var tree = new GrowingTree();
        foreach (var happened in whole.Events) tree.Add(happened.Hash);
        var body = $"self-test\n{whole.Events.Count}\n{Convert.ToBase64String(tree.Root)}\n";
        return
        [
            new(whole.Events.Count, tree.Root, body, key.SignData(
                System.Text.Encoding.UTF8.GetBytes(body), HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence)),
        ];
    }

    private sealed record Fault(string Name, string FoundBy, Func<DamagedLog, DamagedLog> Do)
    {
        /// <summary>Whether it is found by what was signed; the others must be found without.</summary>
        public bool IsSigned => FoundBy is "tree" or "complete";
    }
}
