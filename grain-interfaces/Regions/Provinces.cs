using System.Collections.Frozen;
using Marketplace.Values;

namespace Marketplace.Regions;

/// <summary>The provinces of Indonesia (Kepmendagri 300.2.2-2430/2025): goods come from all of them.</summary>
public static class Provinces
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["11"] = "Aceh",
        ["12"] = "Sumatera Utara",
        ["13"] = "Sumatera Barat",
        ["14"] = "Riau",
        ["15"] = "Jambi",
        ["16"] = "Sumatera Selatan",
        ["17"] = "Bengkulu",
        ["18"] = "Lampung",
        ["19"] = "Kepulauan Bangka Belitung",
        ["21"] = "Kepulauan Riau",
        ["31"] = "DKI Jakarta",
        ["32"] = "Jawa Barat",
        ["33"] = "Jawa Tengah",
        ["34"] = "DI Yogyakarta",
        ["35"] = "Jawa Timur",
        ["36"] = "Banten",
        ["51"] = "Bali",
        ["52"] = "Nusa Tenggara Barat",
        ["53"] = "Nusa Tenggara Timur",
        ["61"] = "Kalimantan Barat",
        ["62"] = "Kalimantan Tengah",
        ["63"] = "Kalimantan Selatan",
        ["64"] = "Kalimantan Timur",
        ["65"] = "Kalimantan Utara",
        ["71"] = "Sulawesi Utara",
        ["72"] = "Sulawesi Tengah",
        ["73"] = "Sulawesi Selatan",
        ["74"] = "Sulawesi Tenggara",
        ["75"] = "Gorontalo",
        ["76"] = "Sulawesi Barat",
        ["81"] = "Maluku",
        ["82"] = "Maluku Utara",
        ["91"] = "Papua",
        ["92"] = "Papua Barat",
        ["93"] = "Papua Selatan",
        ["94"] = "Papua Tengah",
        ["95"] = "Papua Pegunungan",
        ["96"] = "Papua Barat Daya",
    }.ToFrozenDictionary();

    /// <summary>The province a region lies in, or is; null when no province has its first two digits.</summary>
    public static string? NameOf(RegionCode region) => Names.GetValueOrDefault(region.Value[..2]);
}
