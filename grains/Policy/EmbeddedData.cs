using System.Reflection;

namespace Marketplace.Policy;

/// <summary>Reads the tables this program carries.</summary>
internal static class EmbeddedData
{
    /// <summary>The lines of a table without comments and empty ones; the first may be the header.</summary>
    /// <param name="beside">A type of the folder it lies in.</param>
    /// <param name="file">Its name.</param>
    public static IEnumerable<string> Lines(Type beside, string file)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var name = $"{beside.Namespace}.{file}";
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"This program lacks its table {file}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
