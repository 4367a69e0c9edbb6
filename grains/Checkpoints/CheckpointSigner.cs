using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Storage;

namespace Marketplace.Checkpoints;

/// <summary>
/// Signs checkpoints: the size and root of the tree over the log, as the signed note of C2SP's tlog-checkpoint that
/// other transparency logs publish, too. ECDSA with P-256 and SHA-256, so that <c>openssl</c> alone can check one.
/// </summary>
public sealed class CheckpointSigner : IDisposable
{
    /// <summary>The log's name, first line of each checkpoint.</summary>
    public const string Origin = "marketplace-lampung/log";

    /// <summary>The file, below the data folder, that holds the private key when none is configured.</summary>
    public static readonly string File = Path.Combine("keys", "checkpoint.key");

    private const int KeyIdBytes = 4;

    private readonly ECDsa _key;

    private CheckpointSigner(ECDsa key) => _key = key;

    /// <summary>The public key, as PEM.</summary>
    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>With the configured key, or the one in the data folder's file, which is made at the first
    /// start.</summary>
    /// <param name="configured">A P-256 private key, PKCS #8 or SEC 1 in base64; empty for the file.</param>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="StorageException">It is no such key.</exception>
    public static CheckpointSigner Find(string configured, string folder)
    {
        if (configured.Length > 0) return Read(configured, "Marketplace:CheckpointKey");
        var path = Path.Combine(folder, File);
        return Read(KeyFile.ReadOrMake(path, NewKey), path);
    }

    /// <summary>A new private key, as it is configured.</summary>
    public static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <summary>The signed note of a tree.</summary>
    /// <param name="size">How many events it has.</param>
    /// <param name="root">Its root.</param>
    /// <param name="at">When.</param>
    public string Sign(long size, byte[] root, DateTimeOffset at)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $"{Origin}\n{size}\n{Convert.ToBase64String(root)}\n{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n");
        var signature = _key.SignData(
            Encoding.UTF8.GetBytes(body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        byte[] named = [.. SHA256.HashData(_key.ExportSubjectPublicKeyInfo()).AsSpan(0, KeyIdBytes), .. signature];
        return $"{body}\n— {Origin} {Convert.ToBase64String(named)}\n";
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private static CheckpointSigner Read(string text, string where)
    {
        var key = ECDsa.Create();
        try
        {
            Import(key, Convert.FromBase64String(text));
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value is "1.2.840.10045.3.1.7")
                return new CheckpointSigner(key);
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            // Said below, without what was read.
        }

        key.Dispose();
        throw new StorageException($"{where} is not a P-256 private key (PKCS #8 or SEC 1 in base64).");
    }

    /// <summary>The same command of OpenSSL writes SEC 1 up to 3.0, and PKCS #8 since.</summary>
    private static void Import(ECDsa key, byte[] bytes)
    {
        try
        {
            key.ImportPkcs8PrivateKey(bytes, out _);
        }
        catch (CryptographicException)
        {
            key.ImportECPrivateKey(bytes, out _);
        }
    }
}
