using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Silo.Hosting;
using Marketplace.Storage;
using Marketplace.Verify;

namespace Marketplace.Silo.Backup;

/// <summary>The commands <c>backup</c> and <c>restore</c>.</summary>
internal static class BackupCommand
{
    /// <summary>Takes a backup.</summary>
    public const string Backup = "backup";

    /// <summary>Restores one.</summary>
    public const string Restore = "restore";

    private const string Usage =
        """
        backup copies everything that cannot be rebuilt, while the marketplace goes on.
          --to FOLDER       where the backup is put, a folder of its own
          --data FOLDER     the SQLite files to copy (default: data); with PostgreSQL its setting instead
        restore puts a backup where nothing is yet, and checks all of it.
          --from FOLDER     the backup
          --data FOLDER     where the SQLite files are put (default: data); with PostgreSQL its setting instead
        """;

    private static readonly ImmutableDictionary<string, string> Switches = new Dictionary<string, string>
    {
        ["--to"] = "to",
        ["--from"] = "from",
        ["--data"] = LaunchOptions.Switches["--data"],
    }.ToImmutableDictionary();

    /// <summary>Runs one of them.</summary>
    /// <param name="command">Which.</param>
    /// <param name="args">What stands after it.</param>
    /// <param name="output">Where people read.</param>
    public static async Task<int> Run(string command, string[] args, TextWriter output)
    {
        if (args is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        LaunchOptions.CheckSpelling(args, Switches, Usage);
        var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables()
            .AddCommandLine(args, Switches.ToDictionary()).Build();
        var storage = settings.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        var option = command == Backup ? "to" : "from";
        var folder = Path.GetFullPath(
            settings[option] ?? throw new LaunchException($"{command} needs --{option}.\n{Usage}"));
        await (command == Backup ? Take(storage, folder, output) : Put(storage, folder, output));
        return 0;
    }

    private static async Task Take(StorageOptions storage, string folder, TextWriter output)
    {
        var began = TimeProvider.System.GetUtcNow();
        var manifest = await Whole(folder, async () =>
        {
            var position = storage.UsesPostgreSql
                ? await PostgresBackup.Take(PostgresDatabase.DurableString(storage.PostgreSql), folder)
                : await SqliteBackup.Take(storage.DataFolder, folder);
            return await BackupManifest.Complete(folder, began, KindOf(storage), position);
        });
        var megabytes = manifest.Files.Sum(static file => file.Bytes) / 1e6;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{manifest.Position:N0} events, {megabytes:N1} MB, in {folder} after "
            + $"{(TimeProvider.System.GetUtcNow() - began).TotalSeconds:N1} s."));
        await output.WriteLineAsync(storage.UsesPostgreSql
            ? "The key of personal data (Marketplace:PersonalDataKey) is not in it: keep it elsewhere, as long as this."
            : "The keys of accounts and personal data are in it: keep it as safe as the data.");
    }

    private static async Task Put(StorageOptions storage, string folder, TextWriter output)
    {
        var manifest = await BackupManifest.Check(folder);
        if (manifest.Storage != KindOf(storage))
        {
            throw new StorageException(
                $"The backup is one of {manifest.Storage} and cannot be restored to {KindOf(storage)}.");
        }

        if (storage.UsesPostgreSql)
        {
            var target = PostgresDatabase.DurableString(storage.PostgreSql);
            await PostgresBackup.Put(folder, target);
            await Check(LogSource.OfPostgres(target), manifest, output);
            return;
        }

        await PutFiles(folder, manifest, Path.GetFullPath(storage.DataFolder), output);
    }

    private static async Task PutFiles(string folder, BackupManifest manifest, string target, TextWriter output)
    {
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new StorageException($"{target} is not empty; a backup is restored where nothing is yet.");
        // Under another name until it has been checked: a start in between finds nothing half done.
        var restoring = $"{target}.restoring";
        await Whole(restoring, async () =>
        {
            SqliteBackup.Put(folder, manifest, restoring);
            await Check(LogSource.OfFolder(restoring), manifest, output);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(restoring, target);
            return manifest;
        });
    }

    private static string KindOf(StorageOptions storage) =>
        storage.UsesPostgreSql ? BackupManifest.PostgreSql : BackupManifest.Sqlite;

    /// <summary>Every invariant, by the checker that shares nothing with the engine, and that nothing is
    /// missing.</summary>
    private static async Task Check(LogSource log, BackupManifest manifest, TextWriter output)
    {
        var checker = new Checker(await log.ReadCheckpoints());
        if (await checker.Check(log.ReadEvents()) is { } violation)
        {
            throw new StorageException(
                $"What was restored is not sound: {violation.Invariant.Name}: {violation.What} {violation.At}");
        }

        if (checker.Position != manifest.Position)
        {
            throw new StorageException(
                $"The restored log ends at {checker.Position}, the backup at {manifest.Position}.");
        }

        var seen = string.Join(", ", checker.Invariants.Select(static one => $"{one.Name} {one.Checked}"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Restored {checker.Events:N0} events as of {manifest.TakenAt:u}. Checked: {seen}."));
    }

    /// <summary>Fills a folder that only its owner may enter, wholly or not at all.</summary>
    private static async Task<T> Whole<T>(string folder, Func<Task<T>> fill)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new StorageException($"{folder} is not empty.");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, owner);
        try
        {
            return await fill();
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }
}
