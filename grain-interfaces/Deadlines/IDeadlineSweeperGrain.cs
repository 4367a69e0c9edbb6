namespace Marketplace.Deadlines;

/// <summary>The one actor that looks up which deadlines are due and tells their actors. Key:
/// <see cref="Key"/>.</summary>
[Alias("deadline-sweeper")]
public interface IDeadlineSweeperGrain : IGrainWithStringKey
{
    /// <summary>The only key.</summary>
    const string Key = "deadlines";

    /// <summary>Tells every actor with a due deadline, except those that are being left alone after a
    /// failure.</summary>
    /// <returns>How many actors have been told.</returns>
    [Alias("sweep")]
    Task<int> Sweep();
}
