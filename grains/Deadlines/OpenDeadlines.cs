using System.Security.Cryptography;
using System.Text;
using Marketplace.EventLog;
using Marketplace.Projections;

namespace Marketplace.Deadlines;

/// <summary>Every actor's open deadlines: <c>deadline(stream, kind, due_at)</c>, from every event that changes
/// one.</summary>
public sealed class OpenDeadlines : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = "open-deadlines";

    private static readonly string[] Types =
    [
        .. EventLog.EventTypes.All
            .Where(static pair => typeof(IDeadlineEvent).IsAssignableFrom(pair.Value))
            .Select(static pair => pair.Key)
            .Order(StringComparer.Ordinal)
    ];

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <summary>
    /// Follows from the event types: an older type that begins to carry deadlines has to be replayed, or the deadlines
    /// it opened before would never be due.
    /// </summary>
    public int Version { get; } = HashOf(string.Join('\n', Types));

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["deadline"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE deadline (
            stream TEXT   NOT NULL,
            kind   TEXT   NOT NULL,
            due_at BIGINT NOT NULL,
            PRIMARY KEY (stream, kind)
        );
        CREATE INDEX deadline_due ON deadline (due_at, stream, kind);
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes => Types;

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        // Many deadlines are set and cleared within moments: only what remains after the batch is written.
        var changes = new Dictionary<(string Stream, string Kind), DateTimeOffset?>();
        var born = new HashSet<string>();
        foreach (var stored in events)
        {
            if (stored.Version == 1) born.Add(stored.Stream);
            foreach (var change in ((IDeadlineEvent)EventLog.EventTypes.Read(stored)).DeadlineChanges())
                changes[(stored.Stream, change.Kind)] = change.DueAt;
        }

        foreach (var ((stream, kind), dueAt) in changes)
        {
            if (dueAt is { } at)
            {
                await rows.Write(
                    """
                    INSERT INTO deadline (stream, kind, due_at) VALUES (@stream, @kind, @at)
                    ON CONFLICT (stream, kind) DO UPDATE SET due_at = excluded.due_at
                    """,
                    ("stream", stream), ("kind", kind), ("at", at.ToUnixTimeMilliseconds()));
            }
            else if (!born.Contains(stream))
            {
                await rows.Write(
                    "DELETE FROM deadline WHERE stream = @stream AND kind = @kind", ("stream", stream), ("kind", kind));
            }
        }
    }

    private static int HashOf(string text) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & int.MaxValue;
}
