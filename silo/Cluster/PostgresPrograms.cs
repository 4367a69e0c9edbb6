using System.Globalization;
using Marketplace.Storage;

namespace Marketplace.Silo.Cluster;

/// <summary>PostgreSQL's own programs on this machine.</summary>
internal static class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>The folder one of them is in, of the newest version there.</summary>
    /// <exception cref="StorageException">There is none; the message says how to get it.</exception>
    public static string Folder(string program)
    {
        var versions = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(VersionOf)
                .Select(static folder => Path.Combine(folder, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(versions)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, program)))
            ?? throw new StorageException(
                $"PostgreSQL's {program} is not installed on this machine: it was found neither in PATH nor in "
                + $"{Debian}. Debian and Ubuntu have it in the package postgresql.");
    }

    private static int VersionOf(string folder) => int.TryParse(
        Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
}
