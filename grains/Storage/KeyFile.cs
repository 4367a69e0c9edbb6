namespace Marketplace.Storage;

/// <summary>A secret in a file that only its owner may read, made at the first start.</summary>
public static class KeyFile
{
    /// <summary>The file's text; what is made where there is none yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="make">Makes the secret.</param>
    public static string ReadOrMake(string path, Func<string> make)
    {
        if (!File.Exists(path)) Make(path, make());
        return File.ReadAllText(path).Trim();
    }

    private static void Make(string path, string secret)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        // Written beside and moved, so that a crash leaves no half key; the first of two starters wins.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.WriteLine(secret);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
