using Marketplace.EventLog;
using Marketplace.Projections;

namespace Marketplace.Tests.Storage;

/// <summary>The smallest projection: how many events each stream has.</summary>
/// <param name="version">Its version.</param>
public sealed class CountByStream(int version = 1) : IProjection
{
    /// <summary>The type it counts.</summary>
    public const string EventType = "counted.v1";

    /// <inheritdoc />
    public string Name => "count-by-stream";

    /// <inheritdoc />
    public int Version => version;

    /// <summary>Throws for this stream while it is set.</summary>
    public string? Fails { get; set; }

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["count_by_stream"];

    /// <inheritdoc />
    public string Schema => "CREATE TABLE count_by_stream (stream TEXT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);";

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes => [EventType];

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        foreach (var stored in events)
        {
            if (stored.Stream == Fails) throw new InvalidOperationException("This stream cannot be counted.");
            await rows.Write(
                """
                INSERT INTO count_by_stream (stream, n) VALUES (@stream, 1)
                ON CONFLICT (stream) DO UPDATE SET n = count_by_stream.n + 1
                """,
                ("stream", stored.Stream));
        }
    }
}
