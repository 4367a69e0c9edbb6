namespace Marketplace.Deadlines;

/// <summary>An actor that is told when one of its deadlines is due. Its events say which ones it has.</summary>
[Alias("has-deadlines")]
public interface IHasDeadlines : IGrain
{
    /// <summary>
    /// A deadline is due. The actor checks its own state and clock again and may find that nothing is to be done: this
    /// may come twice, late, or after the deadline was cleared. An exception means: tell me again later.
    /// </summary>
    /// <param name="kind">Which of its deadlines.</param>
    /// <param name="dueAt">When it was due.</param>
    [Alias("due")]
    Task Due(string kind, DateTimeOffset dueAt);
}
