using System.Collections.Frozen;
using System.Globalization;
using Marketplace.Values;

namespace Marketplace.Policy;

/// <summary>
/// Working days in WIB (UTC+7): Monday to Friday without national holidays and joint leave (<c>holidays.csv</c>). A
/// year the table does not know counts only its weekends.
/// </summary>
public sealed class WorkingDays
{
    private readonly FrozenSet<DateOnly> _holidays;

    /// <summary>A calendar with these holidays.</summary>
    public WorkingDays(IEnumerable<DateOnly> holidays) => _holidays = holidays.ToFrozenSet();

    /// <summary>The calendar this program carries.</summary>
    public static WorkingDays Default { get; } = new(EmbeddedData.Lines(typeof(EmbeddedData), "holidays.csv").Skip(1)
        .Select(static line => DateOnly.ParseExact(line.Split(',')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>Whether offices work on that date.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(date);

    /// <summary>
    /// The end, in UTC, of the <paramref name="days"/>th working day after the day of <paramref name="moment"/>. That
    /// day itself does not count, so an order sent on Monday with three days may be answered until Thursday midnight.
    /// </summary>
    public DateTimeOffset EndOf(DateTimeOffset moment, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var date = Wib.DateOf(moment);
        for (var left = days; left > 0;)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date)) left--;
        }

        return Wib.StartOf(date.AddDays(1));
    }

    /// <summary>Working days from one WIB date, exclusive, to another, inclusive; 0 when it is not later.</summary>
    public int Between(DateOnly from, DateOnly until)
    {
        var days = 0;
        for (var date = from.AddDays(1); date <= until; date = date.AddDays(1))
        {
            if (IsWorkingDay(date)) days++;
        }

        return days;
    }
}
