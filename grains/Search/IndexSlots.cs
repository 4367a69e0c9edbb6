namespace Marketplace.Search;

/// <summary>
/// The items of an index by slot, with what a search looks at first beside them. One writer, any number of readers.
/// </summary>
internal sealed class IndexSlots(int room)
{
    private readonly ListedItem?[] _items = new ListedItem?[room];
    private readonly ItemToday?[] _todays = new ItemToday?[room];
    private readonly byte[] _nameWords = new byte[room];

    /// <summary>How many slots there are.</summary>
    public int Room => _items.Length;

    /// <summary>The item of a slot; null where it is empty.</summary>
    public ListedItem? ItemAt(int slot) => Volatile.Read(ref _items[slot]);

    /// <summary>How many words the name of a slot's item has.</summary>
    public int NameWordsAt(int slot) => _nameWords[slot];

    /// <summary>What the item of a slot comes to.</summary>
    public ItemToday TodayAt(int slot, ListedItem item, SearchDay day)
    {
        // Two searches may both work it out; either result is right.
        if (Volatile.Read(ref _todays[slot]) is { } known && known.Holds(item, day.Now.UtcTicks)) return known;
        var today = new ItemToday(item, day);
        Volatile.Write(ref _todays[slot], today);
        return today;
    }

    /// <summary>Puts an item into a slot, or empties it.</summary>
    public void Put(int slot, ListedItem? item)
    {
        _nameWords[slot] = (byte)Math.Min(item?.NameWords ?? 0, byte.MaxValue);
        Volatile.Write(ref _items[slot], item);
        if (item is null) _todays[slot] = null;
    }

    /// <summary>Twice as many, the first of them the same.</summary>
    public IndexSlots Larger(int count)
    {
        var larger = new IndexSlots(Room * 2);
        Array.Copy(_items, larger._items, count);
        Array.Copy(_todays, larger._todays, count);
        Array.Copy(_nameWords, larger._nameWords, count);
        return larger;
    }

    /// <summary>The items of the first slots.</summary>
    public ListedItem?[] First(int count) => _items[..count];
}
