using Marketplace.Tests.Architecture;
using Xunit;

namespace Marketplace.Tests.Tidy;

public sealed class LengthTests
{
    private const int MaxLineLength = 120;
    private const int MaxFileLines = 400;

    private static readonly string[] Everything = ["grain-interfaces", "grains", "silo", "frontend", "tests"];

    [Fact]
    public void No_line_is_longer_than_120_characters() =>
        Assert.Empty(Sources.Lines(Sources.In(Everything), static line => line.Length > MaxLineLength));

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.Empty(Sources.In(Everything)
            .Where(static file => file.Lines.Length > MaxFileLines)
            .Select(static file => $"{file.Path}: {file.Lines.Length}"));
}
