using Marketplace.Tests.Architecture;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>One line of <c>authorisation-matrix.csv</c>.</summary>
/// <param name="Operation">Method and path.</param>
/// <param name="Of">Whose object it is asked of, and at which stage; a dash when of none.</param>
/// <param name="Statuses">The status each kind of caller gets.</param>
internal sealed record MatrixRow(string Operation, string Of, IReadOnlyDictionary<string, string> Statuses)
{
    /// <summary>Someone who is let through; null when nobody is.</summary>
    public string? Rightful => Statuses.FirstOrDefault(static pair => pair.Value[0] == '2').Key;

    /// <summary>Every row, for these callers.</summary>
    public static IReadOnlyList<MatrixRow> All(IReadOnlyCollection<string> callers)
    {
        var lines = File.ReadAllLines(Path.Combine(Sources.Root, "tests", "Http", "authorisation-matrix.csv"));
        Assert.Equal($"operation,of,{string.Join(',', callers)}", lines[0]);
        return
        [
            .. lines.Skip(1).Select(static line => line.Split(',')).Select(cells => new MatrixRow(
                cells[0], cells[1],
                callers.Zip(cells[2..]).ToDictionary(static pair => pair.First, static pair => pair.Second))),
        ];
    }
}
