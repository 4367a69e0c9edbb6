using System.Text;

namespace Marketplace.Seeding;

/// <summary>
/// A source of repeatable choices (SplitMix64). Each thing seeded has a source of its own, named by what it is, so
/// that adding one more of anything leaves all others as they were.
/// </summary>
public sealed class SeedRandom
{
    private ulong _state;

    /// <summary>The source of one named thing within one seed number.</summary>
    public SeedRandom(int seed, string name)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        _state = 14695981039346656037UL ^ (ulong)seed;
        foreach (var b in Encoding.UTF8.GetBytes(name)) _state = (_state ^ b) * 1099511628211UL;
    }

    /// <summary>A number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + (int)(Next() % (ulong)(to - from + 1));

    /// <summary>One of the choices.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[(int)(Next() % (ulong)choices.Count)];

    /// <summary>True in so many cases of a hundred.</summary>
    public bool Percent(int chance) => Between(1, 100) <= chance;

    /// <summary>So many random decimal digits.</summary>
    public string Digits(int count)
    {
        var digits = new char[count];
        for (var i = 0; i < count; i++) digits[i] = (char)('0' + Between(0, 9));
        return new string(digits);
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
