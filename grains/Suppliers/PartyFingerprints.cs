using System.Data.Common;
using Marketplace.Accounts;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Projections;

namespace Marketplace.Suppliers;

/// <summary>
/// Who shares a number or an address with whom (DOMAIN §1 e): keyed hashes of NIB, NPWP, NIK, bank account, telephone
/// and address of every supplier, of every buying organisation with its units, and of the people who buy or operate, so
/// that equal ones are found without anyone being able to read them.
/// </summary>
/// <param name="personalData">Hashes what the events hold in the clear.</param>
public sealed class PartyFingerprints(PersonalData personalData) : IProjection
{
    /// <summary>The projection's name.</summary>
    public const string ProjectionName = "party-fingerprints";

    /// <inheritdoc />
    public string Name => ProjectionName;

    /// <inheritdoc />
    public int Version => 2;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Tables => ["party_fingerprint", "party_claim"];

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
        CREATE TABLE party_claim (
            party  TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (party, reason)
        );
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> EventTypes { get; } =
        EventLog.EventTypes.NamesOf(
            typeof(SupplierRegistered), typeof(SupplierProfileChanged), typeof(OrganisationCreated),
            typeof(OrganisationChanged), typeof(UnitDefined), typeof(PersonClaimed), typeof(PersonReleased),
            typeof(PersonDeclared));

    /// <summary>The name of a party that is a supplier.</summary>
    public static string PartyOf(string supplier) => $"supplier/{supplier}";

    /// <inheritdoc />
    public async Task Apply(IReadOnlyList<StoredEvent> events, DbTransaction transaction)
    {
        foreach (var stored in events)
        {
            // Streams are named as parties are: supplier/…, organisation/…, person/….
            var party = stored.Stream;
            await (EventLog.EventTypes.Read(stored) switch
            {
                SupplierRegistered registered =>
                    Supplier(party, registered.Profile, registered.Numbers, transaction),
                SupplierProfileChanged changed => Supplier(party, changed.Profile, changed.Numbers, transaction),
                OrganisationCreated created => Organisation(party, created.Profile, transaction),
                OrganisationChanged changed => Organisation(party, changed.Profile, transaction),
                UnitDefined defined => Set(
                    party, $"{defined.Unit}/address", "address", HashedStreet(defined.Profile.Address), transaction),
                PersonClaimed { Side: not Side.Supplier } claimed => Claim(party, claimed.Reason, transaction),
                PersonClaimed => Task.CompletedTask,
                PersonReleased released => Release(party, released.Reason, transaction),
                PersonDeclared declared => Person(party, declared.Numbers, transaction),
                var other => throw new InvalidOperationException($"Not an event of this list: {other.GetType().Name}."),
            });
        }
    }

    private async Task Supplier(
        string party, SupplierProfile profile, SealedNumbers numbers, DbTransaction transaction)
    {
        await Set(party, "npwp", "identity", numbers.Npwp?.Fingerprint, transaction);
        await Set(party, "ownerNik", "identity", numbers.OwnerNik?.Fingerprint, transaction);
        await Set(party, "bankAccount", "bankAccount", numbers.BankAccount?.Fingerprint, transaction);
        await Set(party, "nib", "nib", Hashed("nib", profile.Nib), transaction);
        await Set(party, "phone", "phone", Hashed("phone", PartyForms.Dialled(profile.Phone)), transaction);
        await Set(party, "address", "address", HashedStreet(profile.Address?.Line ?? ""), transaction);
    }

    private async Task Organisation(string party, OrganisationProfile profile, DbTransaction transaction)
    {
        await Set(party, "npwp", "identity", Hashed("identity", profile.Npwp), transaction);
        await Set(party, "phone", "phone", Hashed("phone", PartyForms.Dialled(profile.Phone ?? "")), transaction);
        await Set(party, "address", "address", HashedStreet(profile.Address), transaction);
    }

    private static async Task Person(string party, DeclaredNumbers numbers, DbTransaction transaction)
    {
        await Set(party, "nik", "identity", numbers.Nik?.Fingerprint, transaction);
        await Set(party, "phone", "phone", numbers.Phone?.Fingerprint, transaction);
        await Set(party, "bankAccount", "bankAccount", numbers.BankAccount?.Fingerprint, transaction);
        await Set(party, "address", "address", numbers.Address?.Fingerprint, transaction);
    }

    /// <summary>People count as buyers or operators only while something they were appointed to rests on it.</summary>
    private static Task<int> Claim(string party, string reason, DbTransaction transaction) => transaction.Execute(
        "INSERT INTO party_claim (party, reason) VALUES (@party, @reason) ON CONFLICT (party, reason) DO NOTHING",
        ("party", party), ("reason", reason));

    private static Task<int> Release(string party, string reason, DbTransaction transaction) => transaction.Execute(
        "DELETE FROM party_claim WHERE party = @party AND reason = @reason", ("party", party), ("reason", reason));

    private string? Hashed(string kind, string text) =>
        text.Length == 0 ? null : personalData.Fingerprint(kind, text);

    private string? HashedStreet(string address) =>
        PartyForms.Street(address) is var street && PartyForms.IsPlace(street)
            ? personalData.Fingerprint("address", street)
            : null;

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
