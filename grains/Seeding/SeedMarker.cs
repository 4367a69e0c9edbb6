using Marketplace.EventLog;

namespace Marketplace.Seeding;

/// <summary>What a log remembers of its own seeding, in the stream <see cref="Stream"/>.</summary>
public abstract record SeedMarkerEvent
{
    /// <summary>The stream's name.</summary>
    public const string Stream = "seed/seed";
}

/// <summary>Seeding began; until it is completed, the log is not to be worked with.</summary>
/// <param name="Seed">Name of the seed.</param>
/// <param name="Number">Its number.</param>
/// <param name="Scale">Times its size.</param>
/// <param name="Today">The WIB day it is seeded for.</param>
[StoredAs("seed-started.v1")]
public sealed record SeedStarted(string Seed, int Number, int Scale, DateOnly Today) : SeedMarkerEvent;

/// <summary>Everything of the seed is in the log.</summary>
/// <param name="Streams">Number of actors seeded.</param>
[StoredAs("seed-completed.v1")]
public sealed record SeedCompleted(int Streams) : SeedMarkerEvent;

/// <summary>The demo's people have placed their orders.</summary>
[StoredAs("seed-orders-placed.v1")]
public sealed record SeedOrdersPlaced : SeedMarkerEvent;
