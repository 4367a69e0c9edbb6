using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Storage;

namespace Marketplace.Silo.Backup;

/// <summary>A file of a backup.</summary>
/// <param name="Name">Its path below the backup's folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, hexadecimal.</param>
internal sealed record BackupFile(string Name, long Bytes, string Sha256);

/// <summary>What a backup is, written last: a folder without it holds no backup.</summary>
/// <param name="Format">How the folder is laid out: <see cref="KnownFormat"/>.</param>
/// <param name="TakenAt">When it was begun.</param>
/// <param name="Storage">What it was taken of: <see cref="Sqlite"/> or <see cref="PostgreSql"/>.</param>
/// <param name="Position">The log's last position in it.</param>
/// <param name="Files">Its files.</param>
internal sealed record BackupManifest(
    int Format, DateTimeOffset TakenAt, string Storage, long Position, ImmutableArray<BackupFile> Files)
{
    /// <summary>The layout this program writes and reads.</summary>
    public const int KnownFormat = 1;

    /// <summary>Taken of a data folder.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Taken of a PostgreSQL database.</summary>
    public const string PostgreSql = "postgresql";

    private const string FileName = "backup.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Describes the files of a folder and writes itself beside them, each of them on disk before.</summary>
    public static async Task<BackupManifest> Complete(
        string folder, DateTimeOffset takenAt, string storage, long position)
    {
        var files = ImmutableArray.CreateBuilder<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order())
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
            files.Add(new BackupFile(
                Path.GetRelativePath(folder, path), file.Length,
                Convert.ToHexStringLower(await SHA256.HashDataAsync(file))));
        }

        var manifest = new BackupManifest(KnownFormat, takenAt, storage, position, files.ToImmutable());
        await using var written = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew);
        await JsonSerializer.SerializeAsync(written, manifest, Json);
        await written.FlushAsync();
        written.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>Reads the manifest of a folder and checks that every file is as it was written.</summary>
    /// <exception cref="StorageException">It is no backup, of another format, or damaged; the message says
    /// which.</exception>
    public static async Task<BackupManifest> Check(string folder)
    {
        var manifest = await Read(Path.Combine(folder, FileName), folder);
        if (manifest.Format != KnownFormat)
        {
            throw new StorageException(
                $"The backup in {folder} has format {manifest.Format}, but this program knows only {KnownFormat}.");
        }

        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(folder, file.Name);
            if (!File.Exists(path)) throw new StorageException($"The backup is not whole: {path} is missing.");
            await using var content = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content)) != file.Sha256)
                throw new StorageException($"The backup is damaged: {path} is not as it was written.");
        }

        return manifest;
    }

    private static async Task<BackupManifest> Read(string path, string folder)
    {
        if (!File.Exists(path))
            throw new StorageException($"There is no backup in {folder}: {FileName}, written last, is not there.");
        try
        {
            await using var written = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<BackupManifest>(written, Json)
                ?? throw new JsonException("It is empty.");
        }
        catch (JsonException failure)
        {
            throw new StorageException($"The backup is damaged: {path} cannot be read: {failure.Message}", failure);
        }
    }
}
