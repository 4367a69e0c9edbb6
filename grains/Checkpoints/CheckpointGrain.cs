using System.Collections.Immutable;
using Marketplace.EventLog;

namespace Marketplace.Checkpoints;

/// <inheritdoc cref="ICheckpointGrain"/>
/// <remarks>Not reentrant: the tree grows by one caller at a time. Should there be two of it for a moment, both write
/// the same.</remarks>
[GrainType("checkpoints")]
public sealed class CheckpointGrain(IEventLog log, CheckpointTable table, CheckpointSigner signer, TimeProvider clock)
    : Grain, ICheckpointGrain
{
    /// <summary>How old the newest gets while the log goes on; whoever needs one sooner asks for it.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Nodes that are worked out and kept at a time.</summary>
    private const int Batch = 64;

    private readonly List<long> _stored = [];
    private StoredCheckpoint? _newest;

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">The log is no longer the one that was signed.</exception>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _newest = await table.Newest();
        if (_newest is null) return;
        var root = await log.Head(cancellationToken) >= _newest.Size
            ? Convert.ToBase64String(await NewTree().Root(_newest.Size))
            : null;
        if (!_newest.Note.StartsWith($"{CheckpointSigner.Origin}\n{_newest.Size}\n{root}\n", StringComparison.Ordinal))
            throw new InvalidDataException($"The log is not the one that was signed at {_newest.Size} events.");
    }

    /// <inheritdoc />
    public async Task Advance()
    {
        var due = clock.GetUtcNow() - Interval;
        if (_newest is null || _newest.MadeAt <= due.ToUnixTimeMilliseconds()) await Make();
    }

    /// <inheritdoc />
    public async Task<string?> Newest() => (_newest ?? await Make())?.Note;

    /// <inheritdoc />
    public Task<string> PublicKey() => Task.FromResult(signer.PublicKey);

    /// <inheritdoc />
    public async Task<InclusionProof?> Inclusion(long position)
    {
        if (position < 1) return null;
        if (_newest is null || _newest.Size < position) await Make();
        if (await table.Covering(position) is not { } covering) return null;
        var entry = await log.ReadHashes(position - 1, 1);
        return new InclusionProof(
            position, Convert.ToHexStringLower(entry[0]), InBase64(
                await NewTree().Inclusion(position - 1, covering.Size)),
            covering.Note);
    }

    /// <inheritdoc />
    public async Task<ConsistencyProof?> Consistency(long from, long to)
    {
        if (from < 1 || from > to || _newest is null || to > _newest.Size) return null;
        return new ConsistencyProof(from, to, InBase64(await NewTree().Consistency(from, to)));
    }

    private static ImmutableArray<string> InBase64(ImmutableArray<byte[]> hashes) =>
        [.. hashes.Select(Convert.ToBase64String)];

    /// <summary>Signs the log as it is now; null while it is empty.</summary>
    private async Task<StoredCheckpoint?> Make()
    {
        var size = await log.Head();
        if (size <= (_newest?.Size ?? 0)) return _newest;
        var below = size;
        for (var level = 1; (below /= MerkleTree.Width) > 0; level++) await Store(level, below);
        var now = clock.GetUtcNow();
        var note = signer.Sign(size, await NewTree().Root(size), now);
        return _newest = await table.Save(new StoredCheckpoint(size, now.ToUnixTimeMilliseconds(), note));
    }

    /// <summary>Stores what is not stored yet of a level.</summary>
    private async Task Store(int level, long nodes)
    {
        if (_stored.Count < level) _stored.Add(await table.Count(level));
        while (_stored[level - 1] < nodes)
        {
            var first = _stored[level - 1];
            var count = (int)Math.Min(Batch, nodes - first);
            var below = await Read(level - 1, first * MerkleTree.Width, count * MerkleTree.Width);
            await table.Save(
                level, first, [.. below.Chunk(MerkleTree.Width).Select(static part => MerkleTree.RootOf(part))]);
            _stored[level - 1] += count;
        }
    }

    private MerkleTree NewTree() => new(Read);

    private async Task<IReadOnlyList<byte[]>> Read(int level, long first, int count)
    {
        if (level > 0) return await table.Nodes(level, first, count);
        var entries = await log.ReadHashes(first, count);
        if (entries.Count < count)
            throw new InvalidDataException($"The log lacks some of {count} events after {first}.");
        return [.. entries.Select(static entry => MerkleTree.LeafOf(entry))];
    }
}
