using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Marketplace.Tests.Architecture;

/// <summary>The files of this checkout, found from where the tests were built.</summary>
internal static class Sources
{
    public static readonly string Root = FindRoot();

    private static readonly Lazy<ImmutableArray<string>> Everything = new(static () =>
    [
        .. Below(new DirectoryInfo(Root)).Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ]);

    /// <summary>Every C# file below some folders, as path from the root and lines.</summary>
    public static ImmutableArray<(string Path, string[] Lines)> In(params string[] folders) =>
        [.. Read(Paths("*.cs").Where(path => folders.Contains(path.Split('/')[0])))];

    /// <summary>Every file whose name matches one of some patterns, with its lines.</summary>
    public static ImmutableArray<(string Path, string[] Lines)> Named(params string[] patterns) =>
        [.. Read(Paths(patterns))];

    /// <summary>The paths of every file whose name matches one of some patterns.</summary>
    public static IEnumerable<string> Paths(params string[] patterns) => Everything.Value.Where(path =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path))));

    /// <summary>Lines that break a rule, as <c>path:line</c>.</summary>
    public static ImmutableArray<string> Lines(
        ImmutableArray<(string Path, string[] Lines)> files, Func<string, bool> isWrong) =>
    [
        .. files.SelectMany(file => file.Lines
            .Select((line, index) => (line, At: $"{file.Path}:{index + 1}"))
            .Where(at => isWrong(at.line))
            .Select(static at => at.At)),
    ];

    private static IEnumerable<(string Path, string[] Lines)> Read(IEnumerable<string> paths) =>
        paths.Select(static path => (path, File.ReadAllLines(Path.Combine(Root, path))));

    /// <summary>What belongs to the project: not what building, running and testing leave behind, nor what tools keep
    /// in hidden folders of their own.</summary>
    private static IEnumerable<string> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(static file => file.Name != ".git").Select(static file => file.FullName)
            .Concat(folder.EnumerateDirectories()
            .Where(static child =>
                child.Name is ".ci" or not ("bin" or "obj" or "artefacts" or "TestResults" or ['.', ..])
                && child.FullName != Path.Combine(Root, "data"))
            .SelectMany(Below));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Marketplace.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from a checkout.");
    }
}
