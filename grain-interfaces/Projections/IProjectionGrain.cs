using Orleans.Concurrency;

namespace Marketplace.Projections;

/// <summary>
/// The one runner of a projection in the whole cluster: it reads the log from the projection's checkpoint and writes
/// its rows. Key: the projection's name.
/// </summary>
/// <remarks>
/// Every method but <see cref="Rebuild"/> may interleave: they only touch numbers in memory, and whoever waits for a
/// position must not keep out the pokes that bring it about.
/// </remarks>
[Alias("projection")]
public interface IProjectionGrain : IGrainWithStringKey
{
    /// <summary>Tells it that the log may have grown. Answers at once; many calls during one run become one more
    /// run.</summary>
    /// <param name="headHint">The newest position known to the caller; 0 when it does not know.</param>
    [Alias("advance"), AlwaysInterleave]
    Task Advance(long headHint);

    /// <summary>Waits until the projection reflects a position, or the time is over.</summary>
    /// <param name="position">A log position.</param>
    /// <param name="atMost">At most <see cref="ProjectionLimits.LongestWait"/>; longer is cut to it.</param>
    /// <returns>The position it reflects now, which is smaller than wanted when the time was over.</returns>
    [Alias("wait-for"), AlwaysInterleave]
    Task<long> WaitFor(long position, TimeSpan atMost);

    /// <summary>Empties the projection and starts to replay the log into it. Answers when it is empty.</summary>
    [Alias("rebuild")]
    Task Rebuild();

    /// <summary>How far it is, for operators and the readiness check.</summary>
    [Alias("status"), AlwaysInterleave]
    Task<ProjectionStatus> Status();
}

/// <summary>Bounds of what may be asked of a projection.</summary>
public static class ProjectionLimits
{
    /// <summary>The longest anyone may wait for a position.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
}

/// <summary>How far a projection is.</summary>
/// <param name="Name">The projection.</param>
/// <param name="Position">The log position its rows reflect; −1 before it has been opened.</param>
/// <param name="Head">The newest position of the log.</param>
/// <param name="Failure">Why it stands still, when its last run failed; it is tried again with growing pauses.</param>
[GenerateSerializer, Immutable, Alias("projection-status")]
public sealed record ProjectionStatus(
    [property: Id(0)] string Name,
    [property: Id(1)] long Position,
    [property: Id(2)] long Head,
    [property: Id(3)] string? Failure)
{
    /// <summary>Events it has not considered yet.</summary>
    public long Lag => Head - Math.Max(Position, 0);
}
