namespace Marketplace.EventLog;

/// <summary>
/// The one log every journaled actor appends to. An append that returned <see cref="AppendOutcome.Appended"/> is on
/// disk; one that threw has an unknown outcome, and the caller reads its stream again before deciding anything.
/// </summary>
public interface IEventLog
{
    /// <summary>
    /// Appends events to one stream, all or none, if its version is still the expected one. Appends that arrive while
    /// another batch commits share the next transaction; one stream's conflict never touches another's events.
    /// </summary>
    Task<AppendOutcome> Append(StreamAppend append);

    /// <summary>Up to <paramref name="limit"/> events of one stream after a version, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStream(
        string stream, int afterVersion, int limit = int.MaxValue, CancellationToken cancellation = default);

    /// <summary>
    /// Up to <paramref name="limit"/> events after a position, in log order, without gaps: an event that this has
    /// passed over can never appear later. <paramref name="types"/> null means every type.
    /// </summary>
    Task<LogPage> ReadAll(
        long afterPosition, int limit, IReadOnlyCollection<string>? types = null,
        CancellationToken cancellation = default);

    /// <summary>The hashes of so many events after a position, in log order; fewer where the log ends.</summary>
    Task<IReadOnlyList<byte[]>> ReadHashes(long afterPosition, int count, CancellationToken cancellation = default);

    /// <summary>The position of the newest committed event; 0 when the log is empty.</summary>
    Task<long> Head(CancellationToken cancellation = default);
}

/// <summary>Events to add to the end of one stream.</summary>
/// <param name="Stream">Actor type and key, such as <c>purchase-order/01J…</c>.</param>
/// <param name="ExpectedVersion">The version the decision was made on; 0 for a new stream.</param>
/// <param name="Events">At least one, in order, versions consecutive after the expected one.</param>
public sealed record StreamAppend(string Stream, int ExpectedVersion, IReadOnlyList<NewEvent> Events);

/// <summary>An event about to be stored.</summary>
/// <param name="Type">Permanent, versioned name, such as <c>order-submitted.v1</c>.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="Cause">Who and which command.</param>
/// <param name="Hash">SHA-256 chained over the stream (<see cref="HashChain"/>), 32 bytes.</param>
public sealed record NewEvent(string Type, byte[] Payload, EventCause Cause, byte[] Hash)
{
    /// <summary>What the payload was written from, so that readers in this process need not parse it again.</summary>
    public object? Event { get; init; }
}

/// <summary>Who caused an event, by which command, and when.</summary>
/// <param name="Caller">User id, or <c>system</c>.</param>
/// <param name="CommandId">Caller and idempotency key; null for events that no single command owns.</param>
/// <param name="Content">Hash of the command's content; empty for the engine's own.</param>
/// <param name="OccurredAt">UTC, millisecond precision.</param>
[GenerateSerializer, Immutable, Alias("event-cause")]
public sealed record EventCause(
    [property: Id(0)] string Caller,
    [property: Id(1)] string? CommandId,
    [property: Id(2)] string Content,
    [property: Id(3)] DateTimeOffset OccurredAt);

/// <summary>An event as the log remembers it.</summary>
/// <param name="Position">Global order, from 1, in commit order.</param>
/// <param name="Stream">Actor type and key.</param>
/// <param name="Version">Order within the stream, from 1.</param>
/// <param name="Type">Permanent type name.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="Cause">Who and which command.</param>
/// <param name="Hash">The stream's chain hash at this event.</param>
public sealed record StoredEvent(
    long Position, string Stream, int Version, string Type, byte[] Payload, EventCause Cause, byte[] Hash)
{
    private object? _event;

    /// <summary>What happened; parsed once, however many projections look at it.</summary>
    /// <exception cref="InvalidDataException">A type this program does not know, or a payload that is not
    /// one.</exception>
    public object Event
    {
        get => _event ??= EventTypes.Read(Type, Payload);
        init => _event = value;
    }

    /// <summary>The actor's key: the stream without its actor type.</summary>
    public string Key => Stream[(Stream.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

/// <summary>A page of the log.</summary>
/// <param name="Events">The events of the wanted types, in log order.</param>
/// <param name="Through">Everything up to and including this position has been considered: the next place to read
/// from.</param>
public sealed record LogPage(IReadOnlyList<StoredEvent> Events, long Through);

/// <summary>What became of an append.</summary>
/// <param name="Appended">False when the stream had moved on: nothing of this append was stored.</param>
/// <param name="LastPosition">Position of the append's last event; 0 on conflict.</param>
public sealed record AppendOutcome(bool Appended, long LastPosition)
{
    /// <summary>The stream was not at the expected version.</summary>
    public static readonly AppendOutcome Conflict = new(false, 0);
}
