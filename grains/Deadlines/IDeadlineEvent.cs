namespace Marketplace.Deadlines;

/// <summary>
/// An event that opens, moves or closes deadlines of its actor. The actor implements <see cref="IHasDeadlines"/>.
/// </summary>
public interface IDeadlineEvent
{
    /// <summary>What changes. A pure function of the event, the same for ever: the read model is rebuilt from
    /// it.</summary>
    IEnumerable<DeadlineChange> DeadlineChanges();
}

/// <summary>A change of one of an actor's deadlines.</summary>
/// <param name="Kind">Permanent kebab-case name, unique within the actor; at most one deadline of a kind is
/// open.</param>
/// <param name="DueAt">When it is due; null when there is none any more.</param>
public readonly record struct DeadlineChange(string Kind, DateTimeOffset? DueAt)
{
    /// <summary>The deadline is open from now on, at this time instead of any earlier one.</summary>
    public static DeadlineChange Set(string kind, DateTimeOffset dueAt) => new(kind, dueAt);

    /// <summary>There is no such deadline any more.</summary>
    public static DeadlineChange Clear(string kind) => new(kind, null);
}
