using Marketplace.Tests.Browser;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Marketplace.Tests.Browser." + nameof(BrowserFirst), "Marketplace.Tests")]

namespace Marketplace.Tests.Browser;

/// <summary>Begins with the browser's collection: it is half of a run one after the other, and the rest fits
/// beside it.</summary>
public sealed class BrowserFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(static one => one.DisplayName != BrowserCollection.Name);
}
