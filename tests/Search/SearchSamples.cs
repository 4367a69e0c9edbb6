using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Search;
using Marketplace.Suppliers;
using Marketplace.Tests.Domain.Suppliers;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>A catalogue made of events, as the log would give them.</summary>
internal sealed class SearchSamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);
    public static readonly SupplierId Shop = SupplierId.Wrap("sup-1");
    public static readonly UserId User = UserId.Wrap("someone");

    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider()
        .GetRequiredService<Serializer>();

    private long _position;
    private StoredEvent? _last;

    public ItemIndexBuilder Builder { get; set; } = new();

    public static ItemId IdOf(int id) => ItemId.Wrap($"itm-{id}");

    public static ItemDetails Details(string name, string description = "") => new()
    {
        Name = name,
        Category = CategoryCode.Wrap("10.01.01"),
        Unit = "H87",
        Origin = new ItemOrigin(OriginKind.Domestic, RegionCode.Wrap("18.71")),
        Description = description,
    };

    /// <summary>A catalogue of published items with those names, one piece for Rp1,000 each.</summary>
    public static SearchSamples Of(params string[] names)
    {
        var samples = new SearchSamples();
        foreach (var (i, name) in names.Index())
        {
            samples.Publish(i, Details(name) with { Kbki = $"00002-00{i}0" });
        }

        return samples;
    }

    public void Publish(int id, ItemDetails details, SupplierId? shop = null)
    {
        Happen(id, new ItemDrafted(shop ?? Shop, details, new ItemTerms(TaxClass.Goods, 0), Facilitator: null));
        Happen(id, new ItemPublished(User, Now));
        Builder.Settle();
    }

    public void Happen(int id, CatalogueItemEvent happened) => Store($"catalogue-item/{IdOf(id)}", happened);

    public void Happen(SupplierId supplier, object happened) => Store($"supplier/{supplier}", happened);

    public void Happen(OrderId order, object happened) => Store($"purchase-order/{order}", happened);

    public void Settle() => Builder.Settle();

    public static SupplierRegistered Registered(SupplierId supplier, BusinessSize size, bool isTaxable) => new(
        supplier, User, User, Assisted: false,
        SupplierSamples.Profile with { LegalName = $"UD {supplier}", IsTaxable = isTaxable },
        SealedNumbers.None, size, Now);

    /// <summary>The silo stops and starts again: what it kept is all it knows.</summary>
    public void StartAgain()
    {
        Builder.Settle();
        var path = Path.Combine(Path.GetTempPath(), $"marketplace-search-{Guid.NewGuid():N}");
        try
        {
            var file = new ItemIndexFile(
                new ItemIndexPath(path), new LogOf(_last!), Serializer, NullLogger<ItemIndexFile>.Instance);
            file.Keep(Builder).GetAwaiter().GetResult();
            Builder = file.Open(CancellationToken.None).GetAwaiter().GetResult();
            Assert.Equal(_position, Builder.Position);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private void Store(string stream, object happened)
    {
        _position++;
        _last = new StoredEvent(
            _position, stream, 1, happened.GetType().Name, [], new EventCause("system", null, "", Now),
            [.. BitConverter.GetBytes(_position), .. new byte[24]])
        {
            Event = happened,
        };
        // As when a round failed halfway: what was taken in comes again.
        Builder.Apply(_last);
        Builder.Apply(_last);
    }

    /// <summary>A log that is asked for its last event only.</summary>
    internal sealed class LogOf(StoredEvent last) : IEventLog
    {
        public Task<LogPage> ReadAll(
            long afterPosition, int limit, IReadOnlyCollection<string>? types, CancellationToken cancellation) =>
            Task.FromResult(new LogPage(afterPosition < last.Position ? [last] : [], last.Position));

        public Task<AppendOutcome> Append(StreamAppend append) => throw new NotSupportedException();

        public Task<IReadOnlyList<StoredEvent>> ReadStream(
            string stream, int afterVersion, int limit, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<byte[]>> ReadHashes(
            long afterPosition, int count, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<long> Head(CancellationToken cancellation) => Task.FromResult(last.Position);
    }
}
