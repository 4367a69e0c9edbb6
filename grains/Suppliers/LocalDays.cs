namespace Marketplace.Suppliers;

/// <summary>Days as certificates and letters count them: Western Indonesian time, UTC+7 without summer time.</summary>
internal static class LocalDays
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The day it is at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(Offset).DateTime);

    /// <summary>The moment a day begins, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).ToUniversalTime();

    /// <summary>The same local time some calendar months later, in UTC; the last day of a shorter month.</summary>
    public static DateTimeOffset AddMonths(DateTimeOffset from, int months) =>
        from.ToOffset(Offset).AddMonths(months).ToUniversalTime();
}
