using System.Collections.Concurrent;
using Marketplace.Values;

namespace Marketplace.Carts;

/// <summary>
/// Who sells an item, remembered by the silo. It is decided when the item is drafted and never changes, so a line put
/// into a cart need not ask the item's actor for it again; price and availability are asked when the cart is looked at
/// or ordered.
/// </summary>
public sealed class ItemSellers
{
    /// <summary>Items remembered, about 10 MB of them; when there are more, it begins anew.</summary>
    public const int Capacity = 65_536;

    private readonly ConcurrentDictionary<ItemId, SupplierId> _known = new();
    private int _count;

    /// <summary>The seller, if it is known here.</summary>
    public SupplierId? Find(ItemId item) => _known.TryGetValue(item, out var supplier) ? supplier : null;

    /// <summary>Remembers what the item itself has said.</summary>
    public void Remember(ItemId item, SupplierId supplier)
    {
        if (!_known.TryAdd(item, supplier) || Interlocked.Increment(ref _count) <= Capacity) return;
        _known.Clear();
        Volatile.Write(ref _count, 0);
    }
}
