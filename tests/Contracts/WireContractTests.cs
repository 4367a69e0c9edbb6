using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orleans.Placement;
using Xunit;

namespace Marketplace.Tests.Contracts;

/// <summary>
/// What travels between silos and into storage is append-only: <c>wire-contract.txt</c> says what has ever been there.
/// A run with <c>MARKETPLACE_APPEND_CONTRACT=1</c> adds what is new. What is taken away stays in the file with
/// <c>(retired)</c> behind it, written by hand, so that nobody fills its number or name again.
/// </summary>
public sealed class WireContractTests
{
    private const string Retired = " (retired)";

    private static readonly ImmutableArray<(string Key, string Value)> Written = [.. Read()];
    private static readonly ImmutableArray<(string Key, string Value)> Live =
        [.. Written.Where(static line => !IsRetired(line))];

    [Fact]
    public void Nothing_that_was_ever_on_the_wire_changes_its_meaning_or_disappears()
    {
        var current = WireContract.Lines.ToLookup(static line => line.Key, static line => line.Value);

        AssertNone(
            Live.Where(line => !current[line.Key].SequenceEqual([line.Value])).Select(line =>
                $"{line.Key} = {line.Value}, now {string.Join(" and ", current[line.Key].DefaultIfEmpty("absent"))}"),
            "Other silos and what is stored still speak of it as before. Add an id, a method, a number or a type "
            + $"beside it; what nobody needs any more may go when its line gets '{Retired}' at the end.");
    }

    [Fact]
    public void What_is_new_on_the_wire_is_added_to_the_manifest()
    {
        var known = Written.Select(static line => line.Key).ToHashSet();
        var added = WireContract.Lines.Where(line => !known.Contains(line.Key)).ToArray();
        if (Environment.GetEnvironmentVariable("MARKETPLACE_APPEND_CONTRACT") == "1" && added.Length > 0)
        {
            var lines = Written.Concat(added).OrderBy(static line => line.Key, StringComparer.Ordinal)
                .Select(static line => $"{line.Key} = {line.Value}");
            File.WriteAllText(Manifest(), string.Join('\n', lines) + '\n');
            return;
        }

        AssertNone(
            added.Select(static line => $"{line.Key} = {line.Value}"),
            "Run this test once with MARKETPLACE_APPEND_CONTRACT=1, read the difference and commit it.");
    }

    [Fact]
    public void No_actor_is_placed_in_a_way_of_ours()
    {
        var ours = typeof(Carts.CartGrain).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttributes(inherit: true).OfType<PlacementAttribute>()
                .Any(static one => one.PlacementStrategy.GetType().Assembly == typeof(Carts.CartGrain).Assembly));

        AssertNone(
            ours.Select(static type => type.FullName!),
            "A silo of the build before, next to one of this, would not know the strategy and place none of them "
            + "(docs/decisions/0026-calls-between-silos.md).");
    }

    [Fact]
    public void What_was_retired_is_never_filled_again()
    {
        var retired = Written.Where(IsRetired).Select(static line => line.Key).ToHashSet();

        AssertNone(
            WireContract.Lines.Where(line => retired.Contains(line.Key)).Select(static line => line.Key),
            "It meant something else once, and old data still says so: take the next free one.");
    }

    [Fact]
    public void The_manifest_is_sorted_and_names_everything_once() => Assert.Equal(
        Written.Select(static line => line.Key).Distinct().Order(StringComparer.Ordinal),
        Written.Select(static line => line.Key));

    [Fact]
    public void No_two_things_on_the_wire_share_a_name_or_a_number() => Assert.Empty(
        WireContract.Lines.GroupBy(static line => line.Key).Where(static group => group.Count() > 1)
            .Select(static group => group.Key));

    [Fact]
    public void Whatever_travels_has_a_permanent_name()
    {
        Assert.Empty(WireContract.Serialised.Concat(WireContract.Interfaces)
            .Where(static type => WireContract.AliasOf(type) is null).Select(static type => type.FullName));
        Assert.Empty(WireContract.Interfaces.SelectMany(static type => type.GetMethods())
            .Where(static method => method.IsAbstract && WireContract.AliasOf(method) is null)
            .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}"));
        Assert.Empty(WireContract.Actors.Where(static type => WireContract.GrainTypeOf(type) is null)
            .Select(static type => type.FullName));
    }

    [Fact]
    public void Whatever_a_travelling_type_holds_has_an_id() =>
        Assert.Empty(WireContract.Serialised.SelectMany(WireContract.Unnumbered));

    private static bool IsRetired((string Key, string Value) line) =>
        line.Value.EndsWith(Retired, StringComparison.Ordinal);

    private static IEnumerable<(string, string)> Read() => File.ReadLines(Manifest()).Select(static line =>
        line.Split(" = ", 2) is [var key, var value]
            ? (key, value)
            : throw new InvalidDataException($"Not a line of the manifest: {line}"));

    private static void AssertNone(IEnumerable<string> lines, string advice)
    {
        var wrong = lines.ToArray();
        Assert.True(wrong.Length == 0, $"{string.Join('\n', wrong)}\n{advice}");
    }

    private static string Manifest([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "wire-contract.txt");
}
