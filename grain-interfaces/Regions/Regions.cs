using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Marketplace.Values;

namespace Marketplace.Regions;

/// <summary>A region of the province.</summary>
/// <param name="Code">Kemendagri code.</param>
/// <param name="Name">Official name, such as <c>Kabupaten Pringsewu</c>.</param>
[GenerateSerializer, Immutable, Alias("region")]
public sealed record Region([property: Id(0)] RegionCode Code, [property: Id(1)] string Name);

/// <summary>The regions of Lampung (Kepmendagri 300.2.2-2430/2025; <c>regions.csv</c> beside this file).</summary>
public static class RegionTable
{
    /// <summary>The province.</summary>
    public static readonly RegionCode Lampung = RegionCode.Wrap("18");

    private static readonly ImmutableArray<Region> All = Load();

    private static readonly FrozenDictionary<RegionCode, Region> ByCode =
        All.ToFrozenDictionary(static region => region.Code);

    private static readonly FrozenDictionary<RegionCode, ImmutableArray<Region>> ByParent = All
        .Where(static region => ParentOf(region.Code) is not null)
        .GroupBy(static region => ParentOf(region.Code)!.Value)
        .ToFrozenDictionary(static group => group.Key, static group => group.ToImmutableArray());

    /// <summary>The region of a code; null when there is none.</summary>
    public static Region? Find(RegionCode code) => ByCode.GetValueOrDefault(code);

    /// <summary>The regions one level below, in code order.</summary>
    public static ImmutableArray<Region> Under(RegionCode code) => ByParent.GetValueOrDefault(code, []);

    /// <summary>The kabupaten or kota a region lies in, or is; null for the province.</summary>
    public static RegionCode? KabupatenOf(RegionCode code) =>
        code.Value.Length >= 5 ? RegionCode.Wrap(code.Value[..5]) : null;

    /// <summary>Whether a region lies in another, or is it.</summary>
    public static bool IsWithin(RegionCode region, RegionCode area) =>
        region == area || region.Value.StartsWith(area.Value + ".", StringComparison.Ordinal);

    private static RegionCode? ParentOf(RegionCode code) =>
        code.Value.LastIndexOf('.') is var dot and > 0 ? RegionCode.Wrap(code.Value[..dot]) : null;

    private static ImmutableArray<Region> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Marketplace.Regions.regions.csv")
            ?? throw new InvalidDataException("The table of regions is missing from the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(static line => line.TrimEnd('\r').Split(',', 2))
            .Select(static fields => new Region(RegionCode.Parse(fields[0]), fields[1]))];
    }
}
