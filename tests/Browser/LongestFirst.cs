using Marketplace.Tests.Browser;
using Marketplace.Tests.Http;
using Marketplace.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Marketplace.Tests.Browser." + nameof(LongestFirst), "Marketplace.Tests")]

namespace Marketplace.Tests.Browser;

/// <summary>Begins with the longest collections, each one after the other: the rest fits beside them, and none of them
/// is left alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [BrowserCollection.Name, ManyProcesses.Name, ApiCollection.Name];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(static one =>
            Longest.IndexOf(one.DisplayName) is var place and >= 0 ? place : Longest.Length);
}
