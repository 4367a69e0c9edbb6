namespace Marketplace.EventLog;

/// <summary>
/// The silo that appends, as the cluster's membership table names it. Once the others have given it up it appends
/// nothing: what another silo has then read of an actor is all there is.
/// </summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Address">Where the silo is reached, an IP address.</param>
/// <param name="Port">The port there.</param>
/// <param name="Generation">Which of the processes that were reached there.</param>
/// <param name="GivenUp">Told when an append was refused because of it; the process has nothing left to do.</param>
public sealed record LogWriter(string Cluster, string Address, int Port, int Generation, Action<Exception> GivenUp)
{
    /// <summary>Who belongs to no cluster: nobody gives them up.</summary>
    public static readonly LogWriter None = new("", "", 0, 0, static _ => { });
}
