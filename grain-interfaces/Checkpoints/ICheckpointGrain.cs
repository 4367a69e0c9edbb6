using System.Collections.Immutable;

namespace Marketplace.Checkpoints;

/// <summary>
/// Signs the log: a checkpoint is the size and root of the Merkle tree (RFC 6962) over all events, signed. Public, and
/// meant to be kept elsewhere: whoever has one can tell later whether anything of what it covers was changed or is
/// missing. Key: 0.
/// </summary>
[Alias("checkpoints")]
public interface ICheckpointGrain : IGrainWithIntegerKey
{
    /// <summary>Signs the log if it has gone on for a minute since the last time.</summary>
    [Alias("advance")]
    Task Advance();

    /// <summary>The newest checkpoint, a signed note; null while nothing has happened.</summary>
    [Alias("newest")]
    Task<string?> Newest();

    /// <summary>What checkpoints are checked with: a P-256 public key as PEM.</summary>
    [Alias("public-key")]
    Task<string> PublicKey();

    /// <summary>Shows that an event is in the log, by the first checkpoint that covers it; makes one where none does
    /// yet.</summary>
    /// <param name="position">The event's position, from 1.</param>
    /// <returns>Null where there is no such event.</returns>
    [Alias("inclusion")]
    Task<InclusionProof?> Inclusion(long position);

    /// <summary>Shows that a later log goes on from an earlier one.</summary>
    /// <param name="from">The earlier size, from 1.</param>
    /// <param name="to">The later size, at most that of the newest checkpoint.</param>
    /// <returns>Null where the sizes are none of these.</returns>
    [Alias("consistency")]
    Task<ConsistencyProof?> Consistency(long from, long to);
}

/// <summary>That an event is in the log.</summary>
/// <param name="Position">Its position, from 1; its leaf is the one before.</param>
/// <param name="Hash">The chain hash of its actor at it, lower-case hex: what the leaf is made of.</param>
/// <param name="Path">The hashes that lead to the root, lowest first, in base64 (RFC 6962 §2.1.1).</param>
/// <param name="Checkpoint">The signed note with that root.</param>
[GenerateSerializer, Immutable, Alias("inclusion-proof")]
public sealed record InclusionProof(
    [property: Id(0)] long Position,
    [property: Id(1)] string Hash,
    [property: Id(2)] ImmutableArray<string> Path,
    [property: Id(3)] string Checkpoint);

/// <summary>That a later log goes on from an earlier one.</summary>
/// <param name="From">The earlier size.</param>
/// <param name="To">The later size.</param>
/// <param name="Path">The hashes that show it, in base64 (RFC 6962 §2.1.2).</param>
[GenerateSerializer, Immutable, Alias("consistency-proof")]
public sealed record ConsistencyProof(
    [property: Id(0)] long From, [property: Id(1)] long To, [property: Id(2)] ImmutableArray<string> Path);
