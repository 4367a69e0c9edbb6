namespace Marketplace.Values;

/// <summary>Waktu Indonesia Barat, the time of Lampung: UTC+7, without summer time.</summary>
public static class Wib
{
    /// <summary>Hours ahead of UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The date in Lampung at a moment.</summary>
    public static DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);
}
