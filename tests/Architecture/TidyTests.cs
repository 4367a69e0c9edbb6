using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Marketplace.Tests.Architecture;

public sealed partial class TidyTests
{
    private static readonly string[] Everything = ["grain-interfaces", "grains", "silo", "frontend", "tests"];
    private static readonly string[] Domain = ["grain-interfaces", "grains"];

    [Fact]
    public void The_time_comes_from_the_time_provider() =>
        Assert.Empty(Sources.Lines(
            Sources.In("grain-interfaces", "grains", "silo", "frontend"),
            static line => Clock().IsMatch(line)));

    [Fact]
    public void Money_and_quantities_are_never_floating_point() =>
        Assert.Empty(Sources.Lines(Sources.In(Domain), static line => Floating().IsMatch(WithoutComment(line))));

    [Fact]
    public void Actor_references_are_made_in_one_place() =>
        Assert.Empty(Sources.Lines(Sources.In("grain-interfaces", "grains", "silo", "frontend"), static line =>
            line.Contains("GetGrain<", StringComparison.Ordinal)).Where(static at =>
            !at.StartsWith("grain-interfaces/GrainKeys.cs:", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_is_left_to_do_in_a_comment() =>
        Assert.Empty(Sources.Lines(Sources.In(Everything), static line => LeftOver().IsMatch(line)));

    [Fact]
    public void Every_public_type_and_member_of_the_contracts_has_a_summary()
    {
        var assembly = typeof(Marketplace.GrainKeys).Assembly;
        var written = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(static member => member.Element("summary") is not null || member.Element("inheritdoc") is not null)
            .Select(static member => member.Attribute("name")!.Value)
            .ToHashSet();

        var types = assembly.GetExportedTypes()
            .Where(static type => type.Namespace?.StartsWith("Marketplace", StringComparison.Ordinal) is true);
        Assert.Empty(types.Where(type => !written.Contains($"T:{type.FullName!.Replace('+', '.')}"))
            .Select(static type => type.FullName));
    }

    private static string WithoutComment(string line) =>
        line.IndexOf("//", StringComparison.Ordinal) is var start and >= 0 ? line[..start] : line;

    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(Now|UtcNow|Today)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b(float|double|Single|Double)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Floating();

    // Written in two parts, or this line would find itself.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b", RegexOptions.CultureInvariant)]
    private static partial Regex LeftOver();
}
