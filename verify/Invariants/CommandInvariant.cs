using System.Text.Json;

namespace Marketplace.Verify.Invariants;

/// <summary>A command sent twice has one effect: its events in a stream stand together, and mean one thing.</summary>
public sealed class CommandInvariant() : Invariant("commands", "one effect per command and actor")
{
    private readonly Dictionary<string, (string? Id, string Content)> _last = [];
    private readonly HashSet<(string Stream, string Id)> _over = [];

    /// <inheritdoc />
    public override string? See(LogEvent happened, JsonElement details)
    {
        var last = _last.GetValueOrDefault(happened.Stream);
        _last[happened.Stream] = (happened.CommandId, happened.Content);
        if (last.Id is { } ended && ended != happened.CommandId) _over.Add((happened.Stream, ended));
        if (happened.CommandId is not { } id) return null;
        return Must(!_over.Contains((happened.Stream, id)), $"command {id} has had its effect before")
            ?? Must(last.Id != id || last.Content == happened.Content, $"command {id} meant something else before");
    }
}
