using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Storage;

namespace Marketplace.Silo.Cluster;

/// <summary>PostgreSQL's own programs on this machine. Tests start their servers with it, too.</summary>
public static class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>
    /// What to put before a command so that it runs as a user PostgreSQL accepts, which root is not; empty where no
    /// other user is needed.
    /// </summary>
    public static ImmutableArray<string> AsOrdinaryUser { get; } =
        OperatingSystem.IsWindows() || Environment.UserName != "root" ? []
        : File.Exists("/usr/bin/setpriv") ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        : ["runuser", "-u", "nobody", "--"];

    /// <summary>The folder one of them is in, of the newest version there; null when there is none.</summary>
    public static string? Find(string program)
    {
        var versions = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(VersionOf)
                .Select(static folder => Path.Combine(folder, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(versions)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, program)));
    }

    /// <summary>The folder one of them is in.</summary>
    /// <exception cref="StorageException">There is none; the message says how to get it.</exception>
    public static string Folder(string program) => Find(program) ?? throw new StorageException(
        $"PostgreSQL's {program} is not installed on this machine: it was found neither in PATH nor in {Debian}. "
        + "Debian and Ubuntu have it in the package postgresql.");

    private static int VersionOf(string folder) => int.TryParse(
        Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
}
