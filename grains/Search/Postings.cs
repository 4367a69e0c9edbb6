using System.Runtime.InteropServices;

namespace Marketplace.Search;

/// <summary>
/// The items a term occurs in, with the weight of the field it stands in. One writer appends; readers need no lock,
/// because what is below <see cref="Count"/> never changes.
/// </summary>
internal sealed class Postings
{
    private int[] _slots = new int[4];
    private byte[] _weights = new byte[4];
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The slots in rising order; never shorter than a <see cref="Count"/> read before.</summary>
    public int[] Slots => Volatile.Read(ref _slots);

    /// <summary>The weights, 1–255, in the same order.</summary>
    public byte[] Weights => Volatile.Read(ref _weights);

    /// <summary>Adds a slot above all others.</summary>
    public void Append(int slot, byte weight)
    {
        var count = _count;
        if (count == _slots.Length)
        {
            var (slots, weights) = (new int[count * 2], new byte[count * 2]);
            Array.Copy(_slots, slots, count);
            Array.Copy(_weights, weights, count);
            Volatile.Write(ref _slots, slots);
            Volatile.Write(ref _weights, weights);
        }

        (_slots[count], _weights[count]) = (slot, weight);
        Volatile.Write(ref _count, count + 1);
    }

    /// <summary>The same for slots that have moved. For the writer.</summary>
    /// <param name="moved">The new number of each slot; negative where it is gone.</param>
    public Postings Moved(int[] moved)
    {
        var count = _slots.Take(_count).Count(slot => moved[slot] >= 0);
        var (slots, weights, at) = (new int[Math.Max(count, 1)], new byte[Math.Max(count, 1)], 0);
        for (var i = 0; i < _count; i++)
            if (moved[_slots[i]] is >= 0 and var slot) (slots[at], weights[at++]) = (slot, _weights[i]);
        Array.Sort(slots, weights, 0, count);
        return new Postings { _slots = slots, _weights = weights, _count = count };
    }

    /// <summary>Writes the first of them.</summary>
    public void Write(BinaryWriter writer, int count)
    {
        writer.Write(count);
        writer.Write(MemoryMarshal.AsBytes(Slots.AsSpan(0, count)));
        writer.Write(Weights.AsSpan(0, count));
    }

    /// <summary>Reads what was written.</summary>
    public static Postings Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var read = new Postings { _slots = new int[Math.Max(count, 1)], _weights = new byte[Math.Max(count, 1)] };
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(read._slots.AsSpan(0, count)));
        reader.BaseStream.ReadExactly(read._weights.AsSpan(0, count));
        read._count = count;
        return read;
    }
}
