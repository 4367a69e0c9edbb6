using System.Security.Cryptography;
using System.Text;
using Marketplace.Accounts;
using Marketplace.Storage;

namespace Marketplace.Suppliers;

/// <summary>
/// Encrypts personal numbers before they reach the log, and reads them back (UU 27/2022; DOMAIN §5). Every silo of a
/// cluster has the same key; who loses it loses the numbers, and nothing else.
/// </summary>
public sealed class PersonalData
{
    /// <summary>Length of the key.</summary>
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int TailDigits = 4;

    private readonly byte[] _encryption;
    private readonly byte[] _fingerprint;
    private readonly string _form;

    /// <summary>Works with a key of <see cref="KeyBytes"/> random bytes.</summary>
    public PersonalData(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes) throw new ArgumentException($"The key has {KeyBytes} bytes.", nameof(key));
        _encryption = Derive(key, "marketplace personal data: encryption");
        _fingerprint = Derive(key, "marketplace personal data: fingerprints");
        // Names the key without giving it away, so that a wrong one is noticed as such.
        _form = $"v1.{Convert.ToHexStringLower(Derive(key, "marketplace personal data: name").AsSpan(0, 4))}.";
    }

    /// <summary>Seals the numbers of a supplier that are given; the others stay null.</summary>
    public SealedNumbers Seal(string owner, PersonalNumbers numbers) => new(
        Seal(owner, "npwp", "identity", numbers.Npwp),
        Seal(owner, "ownerNik", "identity", numbers.OwnerNik),
        Seal(owner, "bankAccount", "bankAccount", numbers.BankAccount));

    /// <summary>
    /// Seals what a person declares; the rest stays null. Telephones and addresses are compared in their plainest form.
    /// </summary>
    public DeclaredNumbers Seal(string owner, PersonDeclaration said) => new(
        Seal(owner, "nik", "identity", said.Nik),
        Seal(owner, "phone", "phone", said.Phone, PartyForms.Dialled),
        Seal(owner, "bankAccount", "bankAccount", said.BankAccount),
        Seal(owner, "address", "address", said.Address, PartyForms.Street));

    /// <summary>Opens the numbers of a supplier.</summary>
    /// <exception cref="StorageException">
    /// They were sealed with another key, for another owner, or were tampered with.
    /// </exception>
    public PersonalNumbersView Open(string owner, SealedNumbers numbers) => new(
        Open(owner, "npwp", numbers.Npwp),
        Open(owner, "ownerNik", numbers.OwnerNik),
        Open(owner, "bankAccount", numbers.BankAccount));

    /// <summary>
    /// A keyed hash of a text: equal for equal texts of one kind. NPWP and NIK are of one kind, for a person's are the
    /// same number.
    /// </summary>
    public string Fingerprint(string kind, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_fingerprint, Encoding.UTF8.GetBytes($"{kind}\n{text}")));

    private SealedText? Seal(
        string owner, string field, string kind, string? text, Func<string, string>? plainest = null)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_encryption, TagBytes);
        aes.Encrypt(
            nonce, plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length),
            Place(owner, field));
        return new SealedText(
            _form + Convert.ToBase64String(box), Fingerprint(kind, plainest is null ? text : plainest(text)),
            text[^Math.Min(TailDigits, text.Length)..]);
    }

    private string? Open(string owner, string field, SealedText? number)
    {
        if (number is null) return null;
        if (!number.Cipher.StartsWith(_form, StringComparison.Ordinal))
        {
            throw new StorageException(
                "Personal data was encrypted with another key than the configured one (Marketplace:PersonalDataKey, or "
                + "keys/personal-data.key in the data folder). Put the former key back.");
        }

        try
        {
            var box = Convert.FromBase64String(number.Cipher[_form.Length..]);
            var plain = new byte[box.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(_encryption, TagBytes);
            aes.Decrypt(
                box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length),
                plain, Place(owner, field));
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException failure)
        {
            throw new StorageException(
                $"The {field} of {owner} cannot be decrypted: it is not what was stored.", failure);
        }
    }

    /// <summary>Binds a ciphertext to its place, so that none can be copied onto another supplier or field.</summary>
    private static byte[] Place(string owner, string field) => Encoding.UTF8.GetBytes($"{owner}/{field}");

    private static byte[] Derive(ReadOnlySpan<byte> key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), KeyBytes, info: Encoding.UTF8.GetBytes(purpose));
}
