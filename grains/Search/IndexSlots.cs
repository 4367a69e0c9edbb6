using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Marketplace.Search;

/// <summary>
/// The items of an index by slot, with what a search looks at instead of them. One writer of items, any number of
/// readers.
/// </summary>
internal sealed class IndexSlots(int room)
{
    private const nint CacheLine = 64;

    private readonly ListedItem?[] _items = new ListedItem?[room];
    private readonly ItemToday?[] _todays = new ItemToday?[room];

    /// <summary>How many words the name of each slot's item has, at least 1; 0 where the slot is empty.</summary>
    private readonly byte[] _nameWords = new byte[room];

    /// <summary>How many slots there are.</summary>
    public int Room => _items.Length;

    /// <summary>The item of a slot; null where it is empty.</summary>
    public ListedItem? ItemAt(int slot) => Volatile.Read(ref _items[slot]);

    /// <summary>Whether a slot has no item.</summary>
    public bool IsEmpty(int slot) => _nameWords[slot] == 0;

    /// <summary>How many words the name of a slot's item has.</summary>
    public int NameWordsAt(int slot) => _nameWords[slot];

    /// <summary>What the item of a slot comes to; null where it is empty.</summary>
    public ItemToday? TodayAt(int slot, SearchDay day)
    {
        var known = Volatile.Read(ref _todays[slot]);
        return known?.Holds(day.Second) == true ? known : WorkOut(slot, known, day);
    }

    /// <summary>
    /// Has the processor fetch what the item of a slot comes to while others are looked at: among a million, a search
    /// waits for memory more than it works.
    /// </summary>
    public unsafe void Prefetch(int slot)
    {
        if (!Sse.IsSupported || _todays[slot] is not { } today) return;
        ref var beginning = ref Unsafe.AsRef(in today.Beginning);
        Sse.Prefetch0(Unsafe.AsPointer(ref beginning));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AddByteOffset(ref beginning, CacheLine)));
    }

    /// <summary>Puts an item into a slot, or empties it.</summary>
    public void Put(int slot, ListedItem? item)
    {
        Volatile.Write(ref _nameWords[slot], item is null ? (byte)0 : (byte)Math.Clamp(item.NameWords, 1, 255));
        Interlocked.Exchange(ref _items[slot], item);
        Interlocked.Exchange(ref _todays[slot], null);
    }

    /// <summary>Twice as many, the first of them the same. What they come to is not taken along: a search under way may
    /// be about to take back what it has just worked out.</summary>
    public IndexSlots Larger(int count)
    {
        var larger = new IndexSlots(Room * 2);
        Array.Copy(_items, larger._items, count);
        Array.Copy(_nameWords, larger._nameWords, count);
        return larger;
    }

    /// <summary>The items of the first slots.</summary>
    public ListedItem?[] First(int count) => _items[..count];

    private ItemToday? WorkOut(int slot, ItemToday? known, SearchDay day)
    {
        if (ItemAt(slot) is not { } item) return null;
        var today = new ItemToday(item, day);
        // Two searches may both work it out; one keeps its result. The item may have been exchanged meanwhile: then
        // the result must not stay, or it would for the rest of the day.
        if (ReferenceEquals(Interlocked.CompareExchange(ref _todays[slot], today, known), known)
            && !ReferenceEquals(ItemAt(slot), item)) Interlocked.CompareExchange(ref _todays[slot], null, today);
        return today;
    }
}
