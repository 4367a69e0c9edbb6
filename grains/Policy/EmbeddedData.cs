using System.Reflection;

namespace Marketplace.Policy;

/// <summary>Reads the tables this program carries.</summary>
internal static class EmbeddedData
{
    /// <summary>The lines of a table of this folder without comments and empty ones; the first is the header.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = $"{typeof(EmbeddedData).Namespace}.{file}";
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"This program lacks its table {file}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
