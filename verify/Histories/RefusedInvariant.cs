using System.Text.Json;

namespace Marketplace.Verify.Histories;

/// <summary>
/// What a client was told is not done, was not done by then. Whoever asked for the same before and was told nothing may
/// still have it done afterwards; who was only ever refused may not.
/// </summary>
/// <param name="history">What clients were told.</param>
public sealed class RefusedInvariant(History history)
    : Invariant("refused", "what was refused, or only ever put off, did not happen")
{
    private readonly Dictionary<string, string> _submitted = [];
    private readonly Dictionary<(string Key, string Content), long> _effects = [];
    private readonly Dictionary<string, string> _keys = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        if (happened.Kind != "purchase-order" || !history.Orders.Contains(happened.Id)) return null;
        if (Effects.KeyOf(happened) is { } key)
        {
            foreach (var (operation, type) in Effects.ByOperation)
                if (type == happened.Type && operation != Attempt.Place)
                    _effects.TryAdd((key, operation), happened.OccurredAt);
        }

        if (happened.Type == Effects.ByOperation[Attempt.Place])
        {
            _keys[happened.Id] = Effects.KeyOf(happened) ?? "";
            _submitted[happened.Id] = Effects.ContentOf(details);
        }

        // Being submitted is no effect yet: all of it may be refused and given back.
        if (happened.Type == "order-placed.v1" && _keys.TryGetValue(happened.Id, out var by))
            _effects.TryAdd((by, _submitted[happened.Id]), happened.OccurredAt);
        return null;
    }

    /// <inheritdoc />
    public override string? End()
    {
        foreach (var (key, attempts) in history.ByKey)
        {
            foreach (var same in attempts.GroupBy(static attempt => attempt.Content))
                if (Wrong(key, [.. same]) is { } wrong) return wrong;
        }

        return null;
    }

    private string? Wrong(string key, IReadOnlyList<Attempt> same)
    {
        var refused = same.Where(static one => one.Outcome is Outcome.Refused).ToList();
        var mayHappen = same.Any(static one => one.Outcome is Outcome.Acknowledged or Outcome.Unclear);
        if (mayHappen && refused.Count == 0) return null;
        var what = $"{same[0].Operation} of {same[0].Order} under key {key} ({same[0].Content})";
        var hasHappened = _effects.TryGetValue((key, same[0].Content), out var at);
        return Must(!hasHappened || mayHappen, $"{what} was refused or put off, but happened")
            ?? refused.Select(one => Must(
                    !hasHappened || at >= one.Start, $"{what} was refused as {one.Code}, but had happened before"))
                .FirstOrDefault(static wrong => wrong is not null);
    }
}
