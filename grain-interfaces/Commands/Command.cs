using Marketplace.Values;

namespace Marketplace.Commands;

/// <summary>
/// Who asks. Made by the front end from the authenticated account, or by the engine itself for deadlines.
/// It says who someone is, never what they may do: that is looked up in the actors' own appointments.
/// </summary>
/// <param name="User">The account.</param>
/// <param name="IsSystem">The engine acting on a deadline or a seed; never set for a request.</param>
[GenerateSerializer, Immutable, Alias("caller")]
public sealed record Caller([property: Id(0)] UserId User, [property: Id(1)] bool IsSystem = false)
{
    /// <summary>The engine itself: deadlines, recovery, seeds.</summary>
    public static readonly Caller System = new(UserId.Wrap("system"), IsSystem: true);

    /// <summary>Someone who has not signed in; sees what is public.</summary>
    public static readonly Caller Anonymous = new(UserId.Wrap("anonymous"));
}

/// <summary>What travels with every command.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Key">
/// The caller's idempotency key, 1–200 characters. Together with the caller it names this one command for as long as
/// the object lives: the same key and content gets the first answer, other content is refused.
/// </param>
/// <param name="Content">SHA-256 (hex) of what was asked, to tell a repeat from a reuse of the key.</param>
/// <param name="IfVersion">The version the caller last saw (If-Match), when it insists on it.</param>
/// <param name="AskedAt">When the front end took the request, which tells one that was long on its way from a new
/// one; null for what the engine asks.</param>
[GenerateSerializer, Immutable, Alias("command-context")]
public sealed record CommandContext(
    [property: Id(0)] Caller Caller,
    [property: Id(1)] string Key,
    [property: Id(2)] string Content,
    [property: Id(3)] int? IfVersion = null,
    [property: Id(4)] DateTimeOffset? AskedAt = null)
{
    /// <summary>The command's name within its object: caller and key together.</summary>
    public string Id => $"{Caller.User}:{Key}";

    /// <summary>Whether the command is remembered by its key; the engine's own are recognised by what they are
    /// about.</summary>
    public bool IsKeyed => Key.Length > 0;

    /// <summary>
    /// One actor asking another in the course of a caller's command: idempotent by its content (a hold by its order),
    /// so it carries no key of its own.
    /// </summary>
    public static CommandContext OnBehalfOf(Caller caller) => new(caller, "", "");

    /// <summary>The engine acting on a deadline, a recovery or a seed.</summary>
    public static readonly CommandContext System = OnBehalfOf(Caller.System);
}

/// <summary>The version of an actor's journal and the log position of its newest event.</summary>
/// <param name="Version">Number of events in the journal; 0 when the object does not exist. The ETag.</param>
/// <param name="Position">Global log position of the newest event; lists reflecting at least this show it.</param>
[GenerateSerializer, Immutable, Alias("revision")]
public sealed record Revision([property: Id(0)] int Version, [property: Id(1)] long Position);

/// <summary>What every view of a journaled actor carries.</summary>
public interface IRevisioned
{
    /// <summary>The revision the view shows.</summary>
    Revision Revision { get; }
}

/// <summary>
/// Marks a view of which an actor gives everybody the same object until something in it changes, so that what is made
/// of
/// it may be kept with it.
/// </summary>
public interface ISharedView;
