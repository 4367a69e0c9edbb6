using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Verify.Invariants;

namespace Marketplace.Verify;

/// <summary>A log in memory and what can be done to it. Whoever could write to the database could also make the hashes
/// fit: all but the plain damages do.</summary>
/// <param name="Events">The events.</param>
public sealed record DamagedLog(IReadOnlyList<LogEvent> Events)
{
    /// <summary>The first event of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="containing">A text that has to be in its details.</param>
    /// <exception cref="InvalidOperationException">The log has none.</exception>
    public LogEvent Find(string type, string containing = "") =>
        Events.FirstOrDefault(one => one.Type == type
            && Encoding.UTF8.GetString(one.Payload).Contains(containing, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"The log has no {type} to damage.");

    /// <summary>The first time that something held for an order was voided: items hear also of refused orders for which
    /// they held nothing.</summary>
    /// <exception cref="InvalidOperationException">The log has none.</exception>
    public LogEvent FindVoidedHold() =>
        Events.FirstOrDefault(one => one.Type == "stock-voided.v1" && Events.Any(held =>
            held.Stream == one.Stream && held.Type == "stock-held.v1"
            && held.Details().Text("order") == one.Details().Text("order")))
        ?? throw new InvalidOperationException("The log has no voided hold to damage.");

    /// <summary>The first event of a type that happened to the same actor.</summary>
    public LogEvent Of(LogEvent other, string type) =>
        Events.First(one => one.Stream == other.Stream && one.Type == type);

    /// <summary>Who made the order of an event.</summary>
    public string CreatorOf(LogEvent other) => Of(other, "order-submitted.v1").Details().In("terms").Text("creator");

    /// <summary>Without an event.</summary>
    public DamagedLog Without(LogEvent lost) => new([.. Events.Where(one => one != lost)]);

    /// <summary>With an event and the one after it in each other's place.</summary>
    public DamagedLog Swapped(LogEvent one)
    {
        var events = Events.ToList();
        var at = events.IndexOf(one);
        (events[at], events[at + 1]) = (events[at + 1], events[at]);
        return new(events);
    }

    /// <summary>With other details.</summary>
    public DamagedLog Altered(LogEvent one, Action<JsonNode> change, bool isRehashed = true)
    {
        var details = JsonNode.Parse(one.Payload)!;
        change(details);
        var altered = Replaced(one, one with { Payload = Encoding.UTF8.GetBytes(details.ToJsonString()) });
        return isRehashed ? altered.Rehashed() : altered;
    }

    /// <summary>With another type.</summary>
    public DamagedLog Renamed(LogEvent one, string type) => Replaced(one, one with { Type = type }).Rehashed();

    /// <summary>With an event that happens again right away, as part of the same command.</summary>
    public DamagedLog Repeated(LogEvent one)
    {
        var events = Events.ToList();
        events.Insert(events.IndexOf(one) + 1, one);
        return new DamagedLog(events).Rehashed();
    }

    /// <summary>With an event that happens again at the end.</summary>
    public DamagedLog Appended(LogEvent one) => new DamagedLog([.. Events, one]).Rehashed();

    private DamagedLog Replaced(LogEvent one, LogEvent by) =>
        new([.. Events.Select(each => each == one ? by : each)]);

    private DamagedLog Rehashed()
    {
        var ends = new Dictionary<string, (int Version, byte[] Hash)>();
        var events = new List<LogEvent>(Events.Count);
        foreach (var one in Events)
        {
            var (version, hash) = ends.GetValueOrDefault(one.Stream, (0, ChainInvariant.Genesis));
            var fresh = one with { Position = events.Count + 1, Version = version + 1 };
            fresh = fresh with { Hash = ChainInvariant.HashOf(hash, fresh) };
            ends[one.Stream] = (fresh.Version, fresh.Hash);
            events.Add(fresh);
        }

        return new(events);
    }
}
