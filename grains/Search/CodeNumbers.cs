using System.Collections.Concurrent;

namespace Marketplace.Search;

/// <summary>Small numbers for the codes of categories and regions, so that thousands of them are counted in an array.
/// There are a few hundred codes; a number is never given up.</summary>
internal sealed class CodeNumbers
{
    /// <summary>Those of categories.</summary>
    public static readonly CodeNumbers Categories = new();

    /// <summary>Those of regions.</summary>
    public static readonly CodeNumbers Regions = new();

    private readonly ConcurrentDictionary<string, int> _numbers = new();
    private readonly Lock _adding = new();
    private string[] _codes = [];

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _codes).Length;

    /// <summary>The number of a code, from 0.</summary>
    public int Of(string code)
    {
        if (_numbers.TryGetValue(code, out var known)) return known;
        lock (_adding)
        {
            if (_numbers.TryGetValue(code, out known)) return known;
            var number = _codes.Length;
            Volatile.Write(ref _codes, [.. _codes, code]);
            return _numbers[code] = number;
        }
    }

    /// <summary>The code of a number.</summary>
    public string this[int number] => Volatile.Read(ref _codes)[number];
}
