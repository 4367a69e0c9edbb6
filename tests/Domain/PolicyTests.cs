using Marketplace.Policy;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class PolicyTests
{
    [Fact]
    public void A_number_is_the_one_in_force_on_the_documents_date()
    {
        var before = PolicyTable.Default.At(new DateOnly(2025, 4, 29))[PolicyKeys.DirectLimitConstruction];
        var after = PolicyTable.Default.At(new DateOnly(2025, 4, 30))[PolicyKeys.DirectLimitConstruction];

        Assert.Equal(200_000_000, before.Value);
        Assert.Equal(400_000_000, after.Value);
        Assert.Equal("purchase.direct-limit-construction@2025-04-30", after.Name);
    }

    [Fact]
    public void Every_key_is_in_force_today_and_no_row_lacks_a_key()
    {
        var day = PolicyTable.Default.At(new DateOnly(2026, 11, 23));

        Assert.All(PolicyKeys.All, key => Assert.Equal(key, day[key].Key));
        Assert.Equal(PolicyKeys.All.Order(), PolicyTable.Default.Rows.Select(row => row.Key).Distinct().Order());
    }

    [Fact]
    public void A_table_without_one_of_the_keys_is_refused_at_the_start()
    {
        string[] lines =
        [
            "key,value,unit,legal_basis,valid_from,valid_to", "purchase.direct-limit,1,rupiah,x,2020-01-01,",
        ];

        Assert.Throws<InvalidDataException>(() => PolicyTable.Parse(lines));
    }

    [Theory]
    [InlineData("2026-11-23T03:00:00Z", 3, "2026-11-26T17:00:00Z")] // Monday: until Thursday midnight WIB
    [InlineData("2026-11-20T03:00:00Z", 3, "2026-11-25T17:00:00Z")] // Friday: the weekend does not count
    [InlineData("2026-11-22T17:30:00Z", 1, "2026-11-24T17:00:00Z")] // already Monday in WIB
    [InlineData("2026-12-23T03:00:00Z", 1, "2026-12-28T17:00:00Z")] // joint leave, Christmas, weekend
    public void Working_days_count_in_WIB_without_weekends_and_holidays(string from, int days, string end) =>
        Assert.Equal(At(end), WorkingDays.Default.EndOf(At(from), days));

    [Fact]
    public void Working_days_between_two_dates_leave_out_the_first() =>
        Assert.Equal(3, WorkingDays.Default.Between(new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 25)));

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
