using System.Collections.Concurrent;
using Marketplace.EventLog;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Storage;

/// <summary>An event log whose storage can be made to fail, and which remembers what was read of it.</summary>
/// <param name="inner">The real one.</param>
public sealed class UnreliableLog(IEventLog inner) : IEventLog
{
    /// <summary>While set, nothing is stored and every append throws.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many of the next appends are stored although their callers are told of a failure.</summary>
    public int LostAnswers { get; set; }

    /// <summary>From which versions streams were read.</summary>
    public ConcurrentQueue<(string Stream, int After)> Reads { get; } = [];

    /// <summary>After which stored append its caller's process dies; null for none.</summary>
    public Cut<StreamAppend>? CutAfter { get; set; }

    /// <summary>Puts one before the event log of a silo.</summary>
    public static void PutInto(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IEventLog)).ImplementationType!;
        services.AddSingleton(real);
        services.AddSingleton<IEventLog>(
            provider => new UnreliableLog((IEventLog)provider.GetRequiredService(real)));
    }

    /// <inheritdoc />
    public async Task<AppendOutcome> Append(StreamAppend append)
    {
        if (IsDown) throw new IOException("The disk is full.");
        var outcome = await inner.Append(append);
        if (CutAfter is { } cut) await cut.Pass(append);
        if (LostAnswers == 0) return outcome;
        LostAnswers--;
        throw new IOException("The connection was lost.");
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEvent>> ReadStream(
        string stream, int afterVersion, int limit, CancellationToken cancellation)
    {
        Reads.Enqueue((stream, afterVersion));
        return inner.ReadStream(stream, afterVersion, limit, cancellation);
    }

    /// <inheritdoc />
    public Task<LogPage> ReadAll(
        long afterPosition, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation) =>
        inner.ReadAll(afterPosition, limit, types, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<byte[]>> ReadHashes(long afterPosition, int count, CancellationToken cancellation) =>
        inner.ReadHashes(afterPosition, count, cancellation);

    /// <inheritdoc />
    public Task<long> Head(CancellationToken cancellation) => inner.Head(cancellation);
}
