using System.Text.Json;

namespace Marketplace.Verify.Histories;

/// <summary>However often and wherever a client asked, a key has one effect or none, on the order it was for.</summary>
/// <param name="history">What clients asked for.</param>
public sealed class KeyInvariant(History history)
    : Invariant("keys", "a key has one effect or none, however often asked")
{
    private readonly HashSet<string> _used = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        if (Effects.KeyOf(happened) is not { } key || !history.ByKey.TryGetValue(key, out var attempts)) return null;
        var asked = attempts[0];
        return Must(asked.Order == happened.Id, $"key {key} was for order {asked.Order}")
            ?? (happened.Type == Effects.ByOperation.GetValueOrDefault(asked.Operation)
                ? Must(_used.Add(key), $"key {key} has a second effect")
                : null);
    }
}
