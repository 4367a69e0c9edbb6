namespace Marketplace.Tests.Processes;

/// <summary>The collection of tests with several silos as processes: one after the other, for two at once are more than
/// two cores carry.</summary>
internal static class ManyProcesses
{
    /// <summary>The collection.</summary>
    public const string Name = "Many processes";
}
