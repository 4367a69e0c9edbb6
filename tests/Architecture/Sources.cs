using System.Collections.Immutable;

namespace Marketplace.Tests.Architecture;

/// <summary>The files of this checkout, found from where the tests were built.</summary>
internal static class Sources
{
    public static readonly string Root = FindRoot();

    /// <summary>Every C# file below some folders, as path from the root and lines.</summary>
    public static ImmutableArray<(string Path, string[] Lines)> In(params string[] folders) =>
    [
        .. folders.Select(static folder => Path.Combine(Root, folder)).Where(Directory.Exists)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static path => !path.Split('/').Any(static part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(static path => (path, File.ReadAllLines(Path.Combine(Root, path)))),
    ];

    /// <summary>Lines that break a rule, as <c>path:line</c>.</summary>
    public static ImmutableArray<string> Lines(
        ImmutableArray<(string Path, string[] Lines)> files, Func<string, bool> isWrong) =>
    [
        .. files.SelectMany(file => file.Lines
            .Select((line, index) => (line, At: $"{file.Path}:{index + 1}"))
            .Where(at => isWrong(at.line))
            .Select(static at => at.At)),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Marketplace.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from a checkout.");
    }
}
