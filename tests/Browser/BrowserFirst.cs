using Marketplace.Tests.Browser;
using Marketplace.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Marketplace.Tests.Browser." + nameof(BrowserFirst), "Marketplace.Tests")]

namespace Marketplace.Tests.Browser;

/// <summary>Begins with the longest collections, each one after the other: the rest fits beside them.</summary>
public sealed class BrowserFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(static one => one.DisplayName is not (BrowserCollection.Name or ManyProcesses.Name));
}
