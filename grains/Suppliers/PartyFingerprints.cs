using System.Data.Common;
using Marketplace.EventLog;
using Marketplace.Projections;

namespace Marketplace.Suppliers;

/// <summary>
/// Who shares a number with whom (DOMAIN §1 e): keyed hashes of NIB, NPWP, NIK, bank account and telephone of every
/// party, so that equal numbers are found without anyone being able to read them.
/// </summary>
/// <param name="personalData">Hashes what the events hold in the clear.</param>
public sealed class PartyFingerprints(PersonalData personalData) : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = "party-fingerprints";

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 1;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["party_fingerprint"];

    /// <inheritdoc />
    public string Schema =>
        """
        CREATE TABLE party_fingerprint (
            party       TEXT NOT NULL,
            field       TEXT NOT NULL,
            kind        TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            PRIMARY KEY (party, field)
        );
        CREATE INDEX party_fingerprint_equal ON party_fingerprint (kind, fingerprint, party);
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes { get; } =
        EventLog.EventTypes.NamesOf(typeof(SupplierRegistered), typeof(SupplierProfileChanged));

    /// <summary>The name of a party that is a supplier.</summary>
    public static string PartyOf(string supplier) => $"supplier/{supplier}";

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, DbTransaction transaction)
    {
        foreach (var stored in events)
        {
            var (profile, numbers) = EventLog.EventTypes.Read(stored) switch
            {
                SupplierRegistered registered => (registered.Profile, registered.Numbers),
                SupplierProfileChanged changed => (changed.Profile, changed.Numbers),
                var other => throw new InvalidOperationException($"Not an event of this list: {other.GetType().Name}."),
            };
            var party = PartyOf(stored.Key);
            await Set(party, "npwp", "identity", numbers.Npwp?.Fingerprint, transaction);
            await Set(party, "ownerNik", "identity", numbers.OwnerNik?.Fingerprint, transaction);
            await Set(party, "bankAccount", "bankAccount", numbers.BankAccount?.Fingerprint, transaction);
            await Set(party, "nib", "nib", Hashed("nib", profile.Nib), transaction);
            await Set(party, "phone", "phone", Hashed("phone", Dialled(profile.Phone)), transaction);
        }
    }

    private string? Hashed(string kind, string text) =>
        text.Length == 0 ? null : personalData.Fingerprint(kind, text);

    /// <summary>0812…, 62812… and +62812… are one telephone.</summary>
    private static string Dialled(string phone)
    {
        var digits = phone.TrimStart('+');
        if (digits.StartsWith("62", StringComparison.Ordinal)) return digits[2..];
        return digits.StartsWith('0') ? digits[1..] : digits;
    }

    private static Task<int> Set(
        string party, string field, string kind, string? fingerprint, DbTransaction transaction) =>
        fingerprint is null
            ? transaction.Execute(
                "DELETE FROM party_fingerprint WHERE party = @party AND field = @field",
                ("party", party),
                ("field", field))
            : transaction.Execute(
                """
                INSERT INTO party_fingerprint (party, field, kind, fingerprint)
                VALUES (@party, @field, @kind, @fingerprint)
                ON CONFLICT (party, field) DO UPDATE SET fingerprint = excluded.fingerprint
                """,
                ("party", party),
                ("field", field),
                ("kind", kind),
                ("fingerprint", fingerprint));
}
