using System.Collections.Immutable;
using System.Reflection;

namespace Marketplace.Storage;

/// <summary>
/// The numbered schema scripts, embedded beside this class as <c>schema/{database}/{area}-{number}-{what}.sql</c>.
/// Forward only: a script that has been released never changes; a change is a new number.
/// </summary>
public static class SchemaScripts
{
    /// <summary>One script.</summary>
    /// <param name="Number">From 1, without gaps within its area.</param>
    /// <param name="Name">For messages.</param>
    /// <param name="Sql">The statements.</param>
    public sealed record Script(int Number, string Name, string Sql);

    /// <summary>The scripts of an area of one kind of database, in order.</summary>
    /// <param name="database"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="area"><c>log</c>, <c>state</c>, <c>views</c> or <c>identity</c>.</param>
    public static ImmutableArray<Script> For(string database, string area)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Marketplace.Storage.schema.{database}.{area}-";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => new Script(
                int.Parse(name.AsSpan(prefix.Length, 3), provider: null), name[prefix.Length..], Text(assembly, name)))
            .OrderBy(script => script.Number)];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
