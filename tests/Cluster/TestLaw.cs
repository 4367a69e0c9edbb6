using System.Globalization;
using Marketplace.Policy;

namespace Marketplace.Tests.Cluster;

/// <summary>The law with some numbers changed, for rules that are off or take long by default.</summary>
internal static class TestLaw
{
    /// <summary>The default table with other values for these keys.</summary>
    public static PolicyTable With(params (string Key, long Value)[] changes) => PolicyTable.Parse(
    [
        "key,value,unit,legal_basis,valid_from,valid_to",
        .. PolicyTable.Default.Rows.Select(row => string.Join(
            ',', row.Key, ValueOf(row, changes), row.Unit, "test", Iso(row.ValidFrom), Iso(row.ValidUntil))),
    ]);

    private static string ValueOf(PolicyRow row, (string Key, long Value)[] changes) => changes
        .Where(change => change.Key == row.Key).Select(static change => change.Value).DefaultIfEmpty(row.Value).First()
        .ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
