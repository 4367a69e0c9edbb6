using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.EventLog;
using Xunit;

namespace Marketplace.Tests.Contracts;

/// <summary>
/// What was stored once is readable for ever. Each stored type has a golden file, written once from a sample by a run
/// with <c>MARKETPLACE_WRITE_GOLDENS=1</c> and never changed afterwards: a changed shape is a new type.
/// </summary>
public sealed class StoredEventTests
{
    public static TheoryData<string> Names => [.. EventTypes.All.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void An_event_as_it_was_first_stored_still_loads_and_means_the_same(string name)
    {
        var file = Path.Combine(Folder(), $"{name}.json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("MARKETPLACE_WRITE_GOLDENS") == "1")
            File.WriteAllText(file, JsonNode.Parse(EventTypes.Write(Sample.Of(EventTypes.All[name])))! + "\n");
        Assert.True(
            File.Exists(file), $"{name} has no golden file. Run with MARKETPLACE_WRITE_GOLDENS=1 and commit it.");
        var golden = JsonNode.Parse(File.ReadAllText(file));

        var loaded = EventTypes.Read(name, JsonSerializer.SerializeToUtf8Bytes(golden, EventTypes.Json));
        var written = JsonNode.Parse(EventTypes.Write(loaded));

        Assert.True(JsonNode.DeepEquals(golden, written), $"{name} was\n{golden}\nand is now\n{written}");
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_stored_type()
    {
        var names = Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension);

        Assert.All(names, name => Assert.Contains(name!, EventTypes.All.Keys));
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "events");
}
