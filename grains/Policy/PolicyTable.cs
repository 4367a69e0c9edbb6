using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Values;

namespace Marketplace.Policy;

/// <summary>
/// Every legal number by date (<c>policy.csv</c>). Rules look a number up at their document's date and name the row
/// they used; none is written into code.
/// </summary>
public sealed class PolicyTable
{
    private readonly FrozenDictionary<string, ImmutableArray<PolicyRow>> _rows;

    private PolicyTable(FrozenDictionary<string, ImmutableArray<PolicyRow>> rows) => _rows = rows;

    /// <summary>The table this program carries.</summary>
    public static PolicyTable Default { get; } = Parse(EmbeddedData.Lines(typeof(EmbeddedData), "policy.csv"));

    /// <summary>Every row, by key and date.</summary>
    public IEnumerable<PolicyRow> Rows => _rows.Values.SelectMany(static rows => rows).OrderBy(static row => row.Key);

    /// <summary>Reads and checks a table.</summary>
    /// <exception cref="InvalidDataException">A key is missing, or its periods overlap or leave a gap.</exception>
    public static PolicyTable Parse(IEnumerable<string> lines)
    {
        var rows = lines.Skip(1).Select(Row).GroupBy(static row => row.Key).ToFrozenDictionary(
            static group => group.Key,
            static group => group.OrderBy(static row => row.ValidFrom).ToImmutableArray());
        foreach (var key in PolicyKeys.All)
        {
            if (!rows.ContainsKey(key)) throw new InvalidDataException($"The policy table has no row for {key}.");
        }

        foreach (var (key, periods) in rows)
        {
            for (var i = 1; i < periods.Length; i++)
            {
                if (periods[i - 1].ValidUntil?.AddDays(1) != periods[i].ValidFrom)
                    throw new InvalidDataException($"The periods of policy {key} do not follow each other.");
            }
        }

        return new PolicyTable(rows);
    }

    /// <summary>The numbers in force on a WIB date.</summary>
    public PolicyDay At(DateOnly date) => new(this, date);

    /// <summary>The numbers in force at a moment, by the date in WIB.</summary>
    public PolicyDay At(DateTimeOffset moment) => At(Wib.DateOf(moment));

    /// <summary>The row of a key on a date.</summary>
    /// <exception cref="InvalidOperationException">No law the table knows was in force then.</exception>
    public PolicyRow Find(string key, DateOnly date)
    {
        foreach (var row in _rows[key])
        {
            if (row.ValidFrom <= date && (row.ValidUntil is not { } last || date <= last)) return row;
        }

        throw new InvalidOperationException($"The policy table has no {key} for {date:yyyy-MM-dd}.");
    }

    private static PolicyRow Row(string line)
    {
        var cells = line.Split(',');
        if (cells.Length != 6) throw new InvalidDataException($"Not a policy row: {line}");
        return new PolicyRow(
            cells[0], long.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3],
            Date(cells[4]), cells[5].Length == 0 ? null : Date(cells[5]));
    }

    private static DateOnly Date(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The policy table as of one date.</summary>
/// <param name="Table">The table.</param>
/// <param name="Date">A WIB date: the document's.</param>
public readonly record struct PolicyDay(PolicyTable Table, DateOnly Date)
{
    /// <summary>The row of a key; for its value and, in a refusal, its <see cref="PolicyRow.Name"/>.</summary>
    public PolicyRow this[string key] => Table.Find(key, Date);
}

/// <summary>One legal number for one period.</summary>
/// <param name="Key">What it decides.</param>
/// <param name="Value">The number, in <paramref name="Unit"/>.</param>
/// <param name="Unit">rupiah, basisPoints, days, workingDays, months, seconds, twelfths, count or flag.</param>
/// <param name="LegalBasis">Where it is written.</param>
/// <param name="ValidFrom">First day, WIB.</param>
/// <param name="ValidUntil">Last day; null while in force.</param>
public sealed record PolicyRow(
    string Key, long Value, string Unit, string LegalBasis, DateOnly ValidFrom, DateOnly? ValidUntil)
{
    /// <summary>How a refusal names the row: <c>key@validFrom</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Key}@{ValidFrom:yyyy-MM-dd}");

    /// <summary>The number as money.</summary>
    public Rupiah Rupiah => new(Value);

    /// <summary>The number as a percentage.</summary>
    public BasisPoints BasisPoints => new((int)Value);

    /// <summary>The number as a count of days, months, seconds or things.</summary>
    public int Count => (int)Value;

    /// <summary>Whether a switch is on.</summary>
    public bool IsOn => Value != 0;
}
