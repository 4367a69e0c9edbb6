using System.Security.Cryptography;
using Marketplace.Policy;
using Marketplace.Regions;
using Marketplace.Seeding;
using Marketplace.Suppliers;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class SeedTests
{
    private static readonly DateOnly Day = new(2026, 11, 2);
    private static readonly SeedSpec Demo = new(18, SeedSize.Demo, Day);
    private static readonly SeedSpec Lampung = new(18, SeedSize.Lampung, Day);

    [Fact]
    public void The_province_has_its_real_numbers_of_items_and_suppliers()
    {
        var suppliers = SeedSuppliers.Invent(Lampung);

        Assert.Equal(2_413, suppliers.Length);
        Assert.Equal(1_467, suppliers.Count(static supplier => supplier.Size == BusinessSize.Micro));
        Assert.Equal(859, suppliers.Count(static supplier => supplier.Size == BusinessSize.Small));
        Assert.Equal(57_733, suppliers.Sum(static supplier => supplier.Items));
    }

    [Fact]
    public void The_province_and_its_fifteen_kabupaten_and_kota_plan_and_buy()
    {
        var organisations = SeedOrganisations.Invent(Lampung);

        var governments = organisations.Count(static organisation =>
            organisation.Id.Value.StartsWith("pemda-", StringComparison.Ordinal));
        Assert.Equal(16, governments);
        Assert.All(organisations, static organisation =>
            Assert.All(organisation.Units, static unit => Assert.NotEmpty(unit.Plans)));
    }

    [Fact]
    public void One_number_gives_the_same_events_byte_for_byte()
    {
        Assert.Equal(Fingerprint(Demo), Fingerprint(Demo));
        Assert.NotEqual(Fingerprint(Demo), Fingerprint(Demo with { Number = 19 }));
    }

    [Fact]
    public void Every_supplier_sits_in_a_real_kelurahan()
    {
        Assert.All(SeedSuppliers.Invent(Demo), static supplier =>
            Assert.NotNull(RegionTable.Find(supplier.Profile.Address!.Region)));
    }

    [Fact]
    public void No_supplier_lists_a_product_twice()
    {
        Assert.All(SeedSuppliers.Invent(Lampung).Take(200), static supplier =>
        {
            var names = SeedItems.Invent(Lampung, supplier, 1).Select(static item => item.Details.Name).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
            Assert.Equal(supplier.Items, names.Count);
        });
    }

    [Fact]
    public void The_actors_own_rules_accept_every_seeded_thing()
    {
        // A refusal would have thrown.
        var personal = new PersonalData(new byte[PersonalData.KeyBytes]);
        var streams = new SeedEvents(Demo, PolicyTable.Default, personal).All();

        Assert.Equal(SeedSize.Demo.Items, streams.Count(static append =>
            append.Stream.StartsWith("catalogue-item/itm-0", StringComparison.Ordinal)));
    }

    /// <summary>Without the suppliers' streams: their sealed numbers differ each time, as ciphertext must.</summary>
    private static string Fingerprint(SeedSpec spec)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var events = new SeedEvents(spec, PolicyTable.Default, new PersonalData(new byte[PersonalData.KeyBytes]));
        var comparable = events.All()
            .Where(static append => !append.Stream.StartsWith("supplier/", StringComparison.Ordinal));
        foreach (var append in comparable)
            foreach (var happened in append.Events) hash.AppendData(happened.Hash);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
