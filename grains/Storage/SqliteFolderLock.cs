using System.Globalization;

namespace Marketplace.Storage;

/// <summary>
/// Held by the one process that works on a SQLite folder, for as long as it lives; the operating system lets go of it
/// however the process ends. Two would not lose data, but each would answer from a memory the other knows nothing of.
/// </summary>
public sealed class SqliteFolderLock : IDisposable
{
    private readonly FileStream _file;

    private SqliteFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="StorageException">Another process has it; the message names it.</exception>
    public static SqliteFolderLock Take(string folder)
    {
        // The process id is written beside the locked file, because on Windows nobody can read a locked one.
        var holder = Path.Combine(folder, "marketplace.pid");
        FileStream file;
        try
        {
            file = new FileStream(
                Path.Combine(folder, "marketplace.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            var pid = File.Exists(holder) ? File.ReadAllText(holder) : "unknown";
            throw new StorageException(
                $"The folder {folder} is in use by the process with id {pid}. One process works on one SQLite folder: "
                + "stop that one, or choose another folder with --data.", failure);
        }

        File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new SqliteFolderLock(file);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
