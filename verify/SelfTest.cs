using System.Text.Json.Nodes;
using Marketplace.Verify.Histories;

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
            log.Find("stock-voided.v1"), "stock-seen.v1")),
        new("someone who signs alone", "duties", static log => log.Altered(
            log.Find("order-signed.v1"), details => details["by"] = log.CreatorOf(log.Find("order-signed.v1")))),
    ];

    /// <summary>Runs all of it.</summary>
    /// <param name="events">A log in which everything holds.</param>
    /// <param name="told">Told of each damage.</param>
    /// <returns>0 where each was found, 1 where one was not.</returns>
    public static async Task<int> Run(IAsyncEnumerable<LogEvent> events, TextWriter told)
    {
        var whole = new DamagedLog(await events.ToListAsync());
        if (await new Checker().Check(whole.Events.ToAsyncEnumerable()) is { } before)
        {
            await told.WriteLineAsync($"The log is not whole to begin with: {before.What}");
            return 1;
        }

        var missed = 0;
        foreach (var fault in Faults)
        {
            var found = await new Checker().Check(fault.Do(whole).Events.ToAsyncEnumerable());
            var isFound = found?.Invariant.Name == fault.FoundBy;
            if (!isFound) missed++;
            await told.WriteLineAsync($"{(isFound ? "found " : "MISSED"),-6} {fault.Name}: {found?.What ?? "nothing"}");
        }

        foreach (var (name, foundBy, lie) in HistoryFaults.All)
        {
            var (log, history) = lie(whole);
            var found = await new Checker(history).Check(log.Events.ToAsyncEnumerable());
            if (found?.Invariant.Name != foundBy) missed++;
            await told.WriteLineAsync(
                $"{(found?.Invariant.Name == foundBy ? "found " : "MISSED"),-6} {name}: {found?.What ?? "nothing"}");
        }

        var all = Faults.Count + HistoryFaults.All.Count;
        await told.WriteLineAsync($"{all - missed} of {all} found");
        return missed == 0 ? 0 : 1;
    }

    private sealed record Fault(string Name, string FoundBy, Func<DamagedLog, DamagedLog> Do);
}
