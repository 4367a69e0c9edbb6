using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Marketplace.EventLog;

/// <summary>
/// A journal's state at some version, so that a long one need not be read from its start. The state is kept as JSON
/// until its format is known to be the current one, so that one of any other shape can still be recognised and left.
/// </summary>
public sealed class Snapshot
{
    /// <summary>The format it was written in; 0 when there is none.</summary>
    public int Format { get; set; }

    /// <summary>Number of events it stands for.</summary>
    public int Version { get; set; }

    /// <summary>Log position of the newest of them.</summary>
    public long Position { get; set; }

    /// <summary>The chain hash after them.</summary>
    public byte[] Hash { get; set; } = HashChain.Genesis;

    /// <summary>The state.</summary>
    public JsonElement? State { get; set; }

    /// <summary>The commands that have had their effect.</summary>
    public ImmutableDictionary<string, AppliedCommand> Commands { get; set; } =
        ImmutableDictionary<string, AppliedCommand>.Empty;

    /// <summary>
    /// The format of a state's snapshots: <see cref="SnapshotFormatAttribute"/>, 1 when absent. One of another format
    /// is
    /// not read; the journal is read from its start instead.
    /// </summary>
    public static int FormatOf(Type state) => state.GetCustomAttribute<SnapshotFormatAttribute>()?.Format ?? 1;
}

/// <summary>Raise the number whenever a state's shape or meaning changes: older snapshots are then left
/// unread.</summary>
/// <param name="format">From 1.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SnapshotFormatAttribute(int format) : Attribute
{
    /// <summary>From 1.</summary>
    public int Format { get; } = format;
}
