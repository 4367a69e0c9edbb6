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
    public async Task Apply(IReadOnlyList<StoredEvent> events, RowWriter rows)
    {
        foreach (var stored in events)
        {
            // Streams are named as parties are: supplier/…, organisation/…, person/….
            var party = stored.Stream;
            await (EventLog.EventTypes.Read(stored) switch
            {
                SupplierRegistered registered =>
                    Supplier(party, registered.Profile, registered.Numbers, rows),
                SupplierProfileChanged changed => Supplier(party, changed.Profile, changed.Numbers, rows),
                OrganisationCreated created => Organisation(party, created.Profile, rows),
                OrganisationChanged changed => Organisation(party, changed.Profile, rows),
                UnitDefined defined => Set(
                    party, $"{defined.Unit}/address", "address", HashedStreet(defined.Profile.Address), rows),
                PersonClaimed { Side: not Side.Supplier } claimed => Claim(party, claimed.Reason, rows),
                PersonClaimed => Task.CompletedTask,
                PersonReleased released => Release(party, released.Reason, rows),
                PersonDeclared declared => Person(party, declared.Numbers, rows),
                var other => throw new InvalidOperationException($"Not an event of this list: {other.GetType().Name}."),
            });
        }
    }

    private async Task Supplier(
        string party, SupplierProfile profile, SealedNumbers numbers, RowWriter rows)
    {
        await Set(party, "npwp", "identity", numbers.Npwp?.Fingerprint, rows);
        await Set(party, "ownerNik", "identity", numbers.OwnerNik?.Fingerprint, rows);
        await Set(party, "bankAccount", "bankAccount", numbers.BankAccount?.Fingerprint, rows);
        await Set(party, "nib", "nib", Hashed("nib", profile.Nib), rows);
        await Set(party, "phone", "phone", Hashed("phone", PartyForms.Dialled(profile.Phone)), rows);
        await Set(party, "address", "address", HashedStreet(profile.Address?.Line ?? ""), rows);
    }

    private async Task Organisation(string party, OrganisationProfile profile, RowWriter rows)
    {
        await Set(party, "npwp", "identity", Hashed("identity", profile.Npwp), rows);
        await Set(party, "phone", "phone", Hashed("phone", PartyForms.Dialled(profile.Phone ?? "")), rows);
        await Set(party, "address", "address", HashedStreet(profile.Address), rows);
    }

    private static async Task Person(string party, DeclaredNumbers numbers, RowWriter rows)
    {
        await Set(party, "nik", "identity", numbers.Nik?.Fingerprint, rows);
        await Set(party, "phone", "phone", numbers.Phone?.Fingerprint, rows);
        await Set(party, "bankAccount", "bankAccount", numbers.BankAccount?.Fingerprint, rows);
        await Set(party, "address", "address", numbers.Address?.Fingerprint, rows);
    }

    /// <summary>People count as buyers or operators only while something they were appointed to rests on it.</summary>
    private static Task Claim(string party, string reason, RowWriter rows) => rows.Write(
        "INSERT INTO party_claim (party, reason) VALUES (@party, @reason) ON CONFLICT (party, reason) DO NOTHING",
        ("party", party), ("reason", reason));

    private static Task Release(string party, string reason, RowWriter rows) => rows.Write(
        "DELETE FROM party_claim WHERE party = @party AND reason = @reason", ("party", party), ("reason", reason));

    private string? Hashed(string kind, string text) =>
        text.Length == 0 ? null : personalData.Fingerprint(kind, text);

    private string? HashedStreet(string address) =>
        PartyForms.Street(address) is var street && PartyForms.IsPlace(street)
            ? personalData.Fingerprint("address", street)
            : null;

    private static Task Set(
        string party, string field, string kind, string? fingerprint, RowWriter rows) =>
        fingerprint is null
            ? rows.Write(
                "DELETE FROM party_fingerprint WHERE party = @party AND field = @field",
                ("party", party),
                ("field", field))
            : rows.Write(
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
