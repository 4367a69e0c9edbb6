using System.Security.Cryptography;
using Marketplace.Storage;

namespace Marketplace.Suppliers;

/// <summary>Finds the key of <see cref="PersonalData"/>.</summary>
public static class PersonalDataKey
{
    /// <summary>The file, below the data folder, that holds the key in base64 when none is configured.</summary>
    public static readonly string File = Path.Combine("keys", "personal-data.key");

    /// <summary>The configured key, or the one in the data folder's file, which is made at the first start.</summary>
    /// <param name="configured">32 bytes in base64; empty for the file.</param>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="StorageException">The key is not 32 bytes in base64.</exception>
    public static byte[] Find(string configured, string folder)
    {
        if (configured.Length > 0) return Read(configured, "Marketplace:PersonalDataKey");
        var path = Path.Combine(folder, File);
        return Read(
            KeyFile.ReadOrMake(path, static () =>
                Convert.ToBase64String(RandomNumberGenerator.GetBytes(PersonalData.KeyBytes))),
            path);
    }

    private static byte[] Read(string text, string where)
    {
        var key = new byte[PersonalData.KeyBytes];
        return Convert.TryFromBase64String(text, key, out var length) && length == key.Length
            ? key
            : throw new StorageException($"{where} is not a key of {key.Length} bytes in base64.");
    }
}
