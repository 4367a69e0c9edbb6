using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Marketplace.Tests.Architecture;

public sealed partial class DependencyTests
{
    [Theory]
    [InlineData("grain-interfaces/Marketplace.GrainInterfaces.csproj", "")]
    [InlineData("grains/Marketplace.Grains.csproj", "Marketplace.GrainInterfaces")]
    [InlineData("frontend/Marketplace.Frontend.csproj", "Marketplace.GrainInterfaces")]
    [InlineData("silo/Marketplace.Silo.csproj", "Marketplace.Frontend Marketplace.Grains Marketplace.Verify")]
    [InlineData("verify/Marketplace.Verify.csproj", "")]
    public void A_project_references_only_those_it_may(string project, string allowed)
    {
        var references = XDocument.Load(Path.Combine(Sources.Root, project)).Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension(
                reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal);

        Assert.Equal(allowed, string.Join(' ', references));
    }

    [Fact]
    public void Contracts_need_nothing_but_the_Orleans_sdk()
    {
        var foreign = typeof(GrainKeys).Assembly.GetReferencedAssemblies().Select(static name => name.Name!)
            .Where(static name => !name.StartsWith("System", StringComparison.Ordinal)
                && !name.StartsWith("Orleans", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal)
                && name is not "netstandard");

        Assert.Empty(foreign);
    }

    /// <summary>Rules are what lies beside a shell: every file of a feature that names neither grain nor
    /// host.</summary>
    [Fact]
    public void Rules_use_no_Orleans_type()
    {
        var shells = typeof(EventLog.EventTypes).Assembly.GetTypes()
            .Where(static type => type.BaseType is { IsGenericType: true } parent
                && parent.GetGenericTypeDefinition() == typeof(EventLog.JournaledActor<,,>))
            .Select(static type => type.Name).Append("CartGrain").ToHashSet();
        var rules = Sources.In("grains")
            .Where(file => shells.Contains($"{Path.GetFileName(file.Path).Split('.')[0]}Grain"))
            .ToArray();

        Assert.NotEmpty(rules);
        Assert.Empty(Sources.Lines([.. rules], static line => Impure().IsMatch(line)));
    }

    [Fact]
    public void No_grain_is_reentrant_beyond_the_journaled_base_and_none_is_one_way()
    {
        Assert.Empty(Sources.Lines(Sources.In("grain-interfaces", "grains"), static line =>
                line.Contains("[OneWay]", StringComparison.Ordinal)
                || line.Contains("[Reentrant]", StringComparison.Ordinal))
            .Where(static at => !at.StartsWith("grains/EventLog/JournaledActor.cs:", StringComparison.Ordinal)));
    }

    [GeneratedRegex(
        @"using Orleans|\bI?GrainFactory\b|\bTimeProvider\b|\bawait\b|\bTask<|\bGuid\.NewGuid|\bRandom\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Impure();
}
