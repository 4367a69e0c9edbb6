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
    private readonly Row[] _rows = new Row[room];

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

    /// <summary>What the item of a slot comes to.</summary>
    /// <returns>False where the slot is empty.</returns>
    public bool TryToday(int slot, SearchDay day, out ItemToday today) =>
        (TryRead(slot, out today) && today.Holds(day.Second)) || TryWorkOut(slot, day, out today);

    /// <summary>
    /// Has the processor fetch what the item of a slot comes to while others are looked at: among a million, a search
    /// waits for memory more than it works.
    /// </summary>
    public unsafe void Prefetch(int slot)
    {
        if (!Sse.IsSupported) return;
        ref var row = ref _rows[slot];
        Sse.Prefetch0(Unsafe.AsPointer(ref row));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AddByteOffset(ref row, CacheLine)));
    }

    /// <summary>Puts an item into a slot, or empties it.</summary>
    public void Put(int slot, ListedItem? item)
    {
        Volatile.Write(ref _nameWords[slot], item is null ? (byte)0 : (byte)Math.Clamp(item.NameWords, 1, 255));
        Interlocked.Exchange(ref _items[slot], item);
        // Who takes the row from now on sees the new item; who has it already is waited for.
        ref var row = ref _rows[slot];
        var wait = default(SpinWait);
        while (!TryTake(ref row)) wait.SpinOnce();
        row.Today = default;
        Release(ref row);
    }

    /// <summary>Twice as many, the first of them the same. For the writer.</summary>
    public IndexSlots Larger(int count)
    {
        var larger = new IndexSlots(Room * 2);
        Array.Copy(_items, larger._items, count);
        Array.Copy(_nameWords, larger._nameWords, count);
        for (var slot = 0; slot < count; slot++)
            if (TryRead(slot, out var today)) larger._rows[slot].Today = today;
        return larger;
    }

    /// <summary>The items of the first slots.</summary>
    public ListedItem?[] First(int count) => _items[..count];

    private bool TryRead(int slot, out ItemToday today)
    {
        ref var row = ref _rows[slot];
        var version = Volatile.Read(ref row.Version);
        today = row.Today;
        Volatile.ReadBarrier();
        return row.Version == version && !IsTaken(version);
    }

    private bool TryWorkOut(int slot, SearchDay day, out ItemToday today)
    {
        today = default;
        if (ItemAt(slot) is not { } item) return false;
        today = new ItemToday(item, day);
        ref var row = ref _rows[slot];
        // Two searches may both work it out: one of them keeps it.
        if (!TryTake(ref row)) return true;
        // The item may have been exchanged meanwhile: kept, it would be wrong for the rest of the day.
        if (ReferenceEquals(ItemAt(slot), item)) row.Today = today;
        Release(ref row);
        return true;
    }

    private static bool IsTaken(int version) => (version & 1) != 0;

    private static bool TryTake(ref Row row)
    {
        var version = Volatile.Read(ref row.Version);
        return !IsTaken(version) && Interlocked.CompareExchange(ref row.Version, version + 1, version) == version;
    }

    private static void Release(ref Row row) => Volatile.Write(ref row.Version, row.Version + 1);

    /// <summary>Odd while someone writes it: who reads then, or sees another version afterwards, has read parts of
    /// two.</summary>
    private struct Row
    {
        public int Version;
        public ItemToday Today;
    }
}
