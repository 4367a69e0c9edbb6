using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Marketplace.Catalogue;

/// <summary>A unit goods are sold in.</summary>
/// <param name="Code">UN/ECE Recommendation 20 code; packages carry the Recommendation 21 code behind an X.</param>
/// <param name="Name">Name in Indonesian.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Decimals">Decimals a quantity may have, 0–3: chairs come whole, cable by the centimetre.</param>
[GenerateSerializer, Immutable, Alias("unit")]
public sealed record Unit(
    [property: Id(0)] string Code,
    [property: Id(1)] string Name,
    [property: Id(2)] string NameEn,
    [property: Id(3)] int Decimals);

/// <summary>The units an item may be sold in. A code is never removed: items and orders refer to it for ever.</summary>
public static class Units
{
    /// <summary>Every unit, sorted by code.</summary>
    public static readonly ImmutableArray<Unit> All =
    [
        .. new Unit[]
        {
            new("H87", "buah", "piece", 0),
            new("PR", "pasang", "pair", 0),
            new("SET", "set", "set", 0),
            new("DZN", "lusin", "dozen", 0),
            new("GRO", "gros", "gross", 0),
            new("RM", "rim", "ream", 0),
            new("ST", "lembar", "sheet", 0),
            new("KGM", "kilogram", "kilogram", 3),
            new("GRM", "gram", "gram", 0),
            new("DTN", "kuintal", "quintal", 2),
            new("TNE", "ton", "tonne", 3),
            new("LTR", "liter", "litre", 3),
            new("MLT", "mililiter", "millilitre", 0),
            new("MTR", "meter", "metre", 2),
            new("CMT", "sentimeter", "centimetre", 0),
            new("KMT", "kilometer", "kilometre", 3),
            new("MTK", "meter persegi", "square metre", 2),
            new("MTQ", "meter kubik", "cubic metre", 3),
            new("HAR", "hektare", "hectare", 3),
            new("KWH", "kilowatt-jam", "kilowatt hour", 2),
            new("HUR", "jam", "hour", 2),
            new("DAY", "hari", "day", 1),
            new("WEE", "minggu", "week", 0),
            new("MON", "bulan", "month", 0),
            new("ANN", "tahun", "year", 0),
            new("IE", "orang", "person", 0),
            new("PTN", "porsi", "portion", 0),
            new("E48", "paket layanan", "service unit", 0),
            new("E51", "pekerjaan", "job", 0),
            new("E54", "perjalanan", "trip", 0),
            new("XBX", "dus", "box", 0),
            new("XCT", "karton", "carton", 0),
            new("XPK", "pak", "package", 0),
            new("XPA", "bungkus", "packet", 0),
            new("XBO", "botol", "bottle", 0),
            new("XCX", "kaleng", "can", 0),
            new("XJR", "stoples", "jar", 0),
            new("XJY", "jeriken", "jerrycan", 0),
            new("XDR", "drum", "drum", 0),
            new("XGA", "galon", "gallon bottle", 0),
            new("XBG", "kantong", "bag", 0),
            new("XSA", "karung", "sack", 0),
            new("XRO", "gulungan", "roll", 0),
            new("XTU", "tube", "tube", 0),
        }.OrderBy(static unit => unit.Code, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, Unit> ByCode =
        All.ToFrozenDictionary(static unit => unit.Code, StringComparer.Ordinal);

    /// <summary>The unit of a code, if there is one.</summary>
    public static bool TryFind([NotNullWhen(true)] string? code, [NotNullWhen(true)] out Unit? unit)
    {
        unit = null;
        return code is not null && ByCode.TryGetValue(code, out unit);
    }
}
