using Marketplace.EventLog;

namespace Marketplace.Projections;

/// <summary>
/// A read model: tables filled from the log and from nothing else. Rows and checkpoint are committed together, so each
/// event counts exactly once. Raising <see cref="Version"/> empties and replays it at the next start.
/// </summary>
public interface IProjection
{
    /// <summary>Permanent kebab-case name; what it answers.</summary>
    string Name { get; }

    /// <summary>Raise it when the tables or what is written into them change.</summary>
    int Version { get; }

    /// <summary>The names of its tables, to drop before a rebuild.</summary>
    IReadOnlyCollection<string> Tables { get; }

    /// <summary>
    /// <c>CREATE TABLE/INDEX</c> statements in SQL that SQLite and PostgreSQL share: TEXT, BIGINT (money, Unix
    /// milliseconds, 0/1 flags); no other types.
    /// </summary>
    string Schema { get; }

    /// <summary>The stored event types it reads (<see cref="EventTypes.NamesOf"/>).</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>Writes what a run of events changes, without reading. Parameters are written <c>@name</c>; upserts as
    /// <c>INSERT … ON CONFLICT … DO UPDATE</c>.</summary>
    Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows);
}

/// <summary>
/// A projection that people watch live: its runner says on the stream of
/// <see cref="Marketplace.Tasks.FeedLimits.Moved"/> when rows were committed. Only a hint; whoever watches also looks
/// by themselves from time to time.
/// </summary>
public interface IHintingProjection : IProjection;
