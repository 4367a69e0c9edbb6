using System.Numerics;

namespace Marketplace.Load;

/// <summary>
/// Latencies in buckets whose width grows with the value (128 per power of two), so that any percentile is within 1 %
/// and recording is one addition.
/// </summary>
public sealed class Histogram
{
    private const int SubBits = 7;
    private const int SubBuckets = 1 << SubBits;
    private readonly long[] _counts = new long[(65 - SubBits) * SubBuckets];

    /// <summary>How many were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>Records one latency in microseconds.</summary>
    public void Record(long microseconds)
    {
        _counts[BucketOf(Math.Max(0, microseconds))]++;
        Count++;
    }

    /// <summary>Adds what another has recorded.</summary>
    public void Add(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        Count += other.Count;
    }

    /// <summary>The latency in milliseconds that so many percent do not exceed; 0 when nothing was recorded.</summary>
    public double Percentile(double percent)
    {
        var rank = (long)Math.Ceiling(Count * percent / 100);
        for (var i = 0; i < _counts.Length && Count > 0; i++)
        {
            rank -= _counts[i];
            if (rank <= 0) return Math.Round(UpperBoundOf(i) / 1000d, 3);
        }

        return 0;
    }

    private static int BucketOf(long value)
    {
        var shift = Math.Max(0, 63 - BitOperations.LeadingZeroCount((ulong)value | 1) - SubBits);
        return (shift * SubBuckets) + (int)(value >> shift);
    }

    private static long UpperBoundOf(int bucket)
    {
        var shift = Math.Max(0, (bucket / SubBuckets) - 1);
        return ((long)(bucket - (shift * SubBuckets) + 1) << shift) - 1;
    }
}
