using System.Text.RegularExpressions;
using Marketplace.Load;
using Xunit;

namespace Marketplace.Tests.Architecture;

public sealed partial class TidyTests
{
    private static readonly string[] Domain = ["grain-interfaces", "grains"];

    /// <summary>They ask another process again and again, which tells them of nothing by itself.</summary>
    private static readonly string[] WaitForAnotherProcess = ["tests/Processes/Aftermath.cs"];

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
        Assert.Empty(Sources.Lines(
            Sources.Named("*.cs", "*.csproj", "*.csv", "*.md", "*.props", "*.resx", "*.sql", "run"),
            static line => LeftOver().IsMatch(line)));

    /// <summary>A test that waits for time to pass is slow, and fails on a slow machine. The load tool and chaos are
    /// programs: their waits are a schedule, or a look at other processes within a bound.</summary>
    [Fact]
    public void No_test_sleeps() =>
        Assert.Empty(Sources.Lines(Sources.In("tests"), static line => Sleeping().IsMatch(line)).Where(static at =>
            !at.StartsWith("tests/Load/", StringComparison.Ordinal)
            && !at.StartsWith("tests/Chaos/", StringComparison.Ordinal)
            && !WaitForAnotherProcess.Contains(at.Split(':')[0])));

    /// <summary>What only the environment can say is said wherever a silo is started to be used or measured.</summary>
    [Theory]
    [InlineData("silo/Properties/launchSettings.json")]
    [InlineData("docs/cluster.md")]
    public void The_first_generation_is_what_is_measured(string file)
    {
        var (name, value) = HostUnderTest.FirstGeneration;
        Assert.Matches($@"{name}\W+{value}\b", File.ReadAllText(Path.Combine(Sources.Root, file)));
    }

    private static string WithoutComment(string line) =>
        line.IndexOf("//", StringComparison.Ordinal) is var start and >= 0 ? line[..start] : line;

    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(Now|UtcNow|Today)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b(float|double|Single|Double)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Floating();

    // A wait without end is no sleep: something else has to end it.
    [GeneratedRegex(@"\bTask\.Delay\((?!Timeout\.Infinite)|\bThread\.Sleep\(", RegexOptions.CultureInvariant)]
    private static partial Regex Sleeping();

    // Written in two parts, or this line would find itself.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b", RegexOptions.CultureInvariant)]
    private static partial Regex LeftOver();
}
