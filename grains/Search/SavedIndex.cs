using System.Buffers;
using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Values;
using Orleans.Serialization;

namespace Marketplace.Search;

/// <summary>
/// A moment of the index that can be kept in a file, so that a silo that starts again need not read the whole log. The
/// file is only believed by the very program that wrote it and beside the log it was made from.
/// </summary>
/// <param name="Position">The log position of the last event that went into it.</param>
/// <param name="Hash">That event's chain hash.</param>
/// <param name="Parts">What was folded.</param>
/// <param name="Slots">The items by slot; null where one is empty.</param>
/// <param name="Terms">Every term with its postings, as many of them as there were at that moment.</param>
internal sealed record SavedIndex(
    long Position, byte[] Hash, SavedParts Parts, ListedItem?[] Slots,
    IReadOnlyList<(string Term, Postings Postings, int Count)> Terms)
{
    /// <summary>Few enough that the serializer's notes of what it has read stay small.</summary>
    private const int ItemsAtOnce = 50;

    /// <summary>Writes it where a reader finds all of it or nothing.</summary>
    public void Write(string path, Serializer serializer)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".new";
        using (var writer = new BinaryWriter(File.Create(unfinished)))
        {
            writer.Write(Program);
            writer.Write(Position);
            writer.Write(Hash);
            Put(writer, serializer, Parts.Categories);
            Put(writer, serializer, Parts.Sellers);
            Put(writer, serializer, Parts.Holds);
            Put(writer, serializer, Parts.Paid);
            var slots = Slots.Index().Where(static one => one.Item is not null)
                .ToDictionary(static one => one.Item!.Summary.Id, static one => one.Index);
            writer.Write(Parts.Items.Count);
            foreach (var some in Parts.Items.Chunk(ItemsAtOnce))
                Put(writer, serializer, some.Select(item => SavedItem.Of(item, slots)).ToArray());
            writer.Write(Slots.Length);
            writer.Write(Terms.Count);
            foreach (var (term, postings, count) in Terms)
            {
                writer.Write(term);
                postings.Write(writer, count);
            }

            writer.Write(Program);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Reads what this very program wrote; null where it was another one.</summary>
    /// <exception cref="IOException">It cannot be read, or ends early.</exception>
    public static SavedIndex? Read(string path, Serializer serializer)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 20));
        if (!reader.ReadBytes(Program.Length).SequenceEqual(Program)) return null;
        var (position, hash) = (reader.ReadInt64(), reader.ReadBytes(32));
        var categories = Get<ImmutableDictionary<CategoryCode, string>>(reader, serializer);
        var sellers = Get<ImmutableDictionary<SupplierId, SellerFacts>>(reader, serializer);
        var holds = Get<ImmutableArray<SavedHold>>(reader, serializer);
        var paid = Get<ImmutableDictionary<string, ImmutableArray<PaidPrice>>>(reader, serializer);
        var items = new List<ListedItem>(reader.ReadInt32());
        var placed = new List<(int Slot, ListedItem Item)>(items.Capacity);
        while (items.Count < items.Capacity)
        {
            foreach (var saved in Get<SavedItem[]>(reader, serializer))
            {
                var item = saved.Item(sellers);
                items.Add(item);
                if (saved.Slot >= 0) placed.Add((saved.Slot, item));
            }
        }

        var slots = new ListedItem?[reader.ReadInt32()];
        foreach (var (slot, item) in placed) slots[slot] = item;
        var terms = new (string, Postings, int)[reader.ReadInt32()];
        for (var i = 0; i < terms.Length; i++)
        {
            var term = reader.ReadString();
            var postings = Postings.Read(reader);
            terms[i] = (term, postings, postings.Count);
        }

        return reader.ReadBytes(Program.Length).SequenceEqual(Program)
            ? new SavedIndex(position, hash, new SavedParts(categories, sellers, holds, items, paid), slots, terms)
            : throw new EndOfStreamException("It ends early.");
    }

    /// <summary>Which build of the rules wrote it: another may make other terms of the same texts.</summary>
    private static byte[] Program => typeof(SavedIndex).Module.ModuleVersionId.ToByteArray();

    private static void Put<T>(BinaryWriter writer, Serializer serializer, T part)
    {
        var bytes = serializer.SerializeToArray(part);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static T Get<T>(BinaryReader reader, Serializer serializer)
    {
        var length = reader.ReadInt32();
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        reader.BaseStream.ReadExactly(bytes, 0, length);
        var part = serializer.Deserialize<T>(bytes.AsMemory(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return part!;
    }
}

/// <summary>What is folded beside the index.</summary>
/// <param name="Categories">The name of every category.</param>
/// <param name="Sellers">Every seller.</param>
/// <param name="Holds">What open orders hold.</param>
/// <param name="Items">Every item, hidden ones too.</param>
/// <param name="Paid">What was paid, by kind.</param>
internal sealed record SavedParts(
    ImmutableDictionary<CategoryCode, string> Categories, ImmutableDictionary<SupplierId, SellerFacts> Sellers,
    ImmutableArray<SavedHold> Holds, IReadOnlyList<ListedItem> Items,
    ImmutableDictionary<string, ImmutableArray<PaidPrice>> Paid);

/// <summary>What an open order holds of an item.</summary>
[GenerateSerializer, Immutable, Alias("saved-hold")]
internal sealed record SavedHold(
    [property: Id(0)] string Item, [property: Id(1)] OrderId Order, [property: Id(2)] Quantity Quantity);

/// <summary>An item as the file has it.</summary>
[GenerateSerializer, Immutable, Alias("saved-item")]
internal sealed record SavedItem(
    [property: Id(0)] ItemSummary Summary, [property: Id(1)] ItemTexts Texts, [property: Id(2)] ItemTraits Traits,
    [property: Id(3)] PackedPrices Prices, [property: Id(4)] Quantity Held,
    [property: Id(5)] int Slot, [property: Id(6)] long Fingerprint, [property: Id(7)] long ClearedAs,
    [property: Id(8)] int NameWords)
{
    /// <summary>That of an item, with the slot it has.</summary>
    public static SavedItem Of(ListedItem item, Dictionary<ItemId, int> slots) => new(
        item.Summary, item.Texts, item.Traits, item.Prices, item.Held, slots.GetValueOrDefault(item.Summary.Id, -1),
        item.Fingerprint, item.ClearedAs, item.NameWords);

    /// <summary>The item, sold by one of those.</summary>
    public ListedItem Item(ImmutableDictionary<SupplierId, SellerFacts> sellers) => new()
    {
        Summary = Summary,
        Seller = sellers.GetValueOrDefault(Summary.Supplier, SellerFacts.Unknown),
        NameWords = NameWords,
        Texts = Texts,
        Traits = Traits,
        Prices = Prices,
        Held = Held,
        Fingerprint = Fingerprint,
        ClearedAs = ClearedAs,
    };
}
