using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Regions;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Seeding;

/// <summary>An invented supplier.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Account of its owner.</param>
/// <param name="Size">Its size.</param>
/// <param name="Profile">What it says of itself.</param>
/// <param name="Numbers">Its personal numbers, invented.</param>
/// <param name="Trades">Templates it sells from.</param>
/// <param name="Items">How many items it lists.</param>
public sealed record SeedSupplier(
    SupplierId Id, UserId Owner, BusinessSize Size, SupplierProfile Profile, PersonalNumbers Numbers,
    ImmutableArray<ProductTemplate> Trades, int Items);

/// <summary>Invents suppliers: who they are, where, and what they sell.</summary>
public static class SeedSuppliers
{
    private static readonly ImmutableArray<RegionCode> Kabupaten =
        [.. RegionTable.Under(RegionTable.Lampung).Select(static region => region.Code)];

    private static readonly ImmutableArray<string> Banks = ["Bank Lampung", "BRI", "BNI", "Bank Mandiri", "BSI"];

    /// <summary>All suppliers of a size, the smallest first.</summary>
    public static ImmutableArray<SeedSupplier> Invent(SeedSpec spec)
    {
        BusinessSize[] sizes =
        [
            .. Enumerable.Repeat(BusinessSize.Micro, spec.Size.Micro),
            .. Enumerable.Repeat(BusinessSize.Small, spec.Size.Small),
            .. Enumerable.Repeat(BusinessSize.Medium, spec.Size.Medium),
            .. Enumerable.Repeat(BusinessSize.Large, spec.Size.Large),
            .. Enumerable.Repeat(BusinessSize.Cooperative, spec.Size.Cooperatives),
        ];
        var shares = ItemShares(spec, spec.Size.Items, sizes);
        return [.. sizes.Select((business, i) => Invent(spec, i + 1, business, shares[i]))];
    }

    private static SeedSupplier Invent(SeedSpec spec, int number, BusinessSize size, int items)
    {
        var random = spec.Random($"supplier/{number}");
        var owner = UserId.Wrap($"seed-supplier-{number:00000}");
        var form = FormOf(size, random);
        var person = $"{random.Of(Vocabulary.Names("given"))} {random.Of(Vocabulary.Names("family"))}";
        var trades = TradesFor(items, size, random);
        var home = Home(trades, random);
        var place = random.Of(RegionTable.Under(random.Of(RegionTable.Under(home)).Code));
        var taxable = size is BusinessSize.Medium or BusinessSize.Large
            || (size == BusinessSize.Small && random.Percent(25));
        var profile = new SupplierProfile
        {
            LegalName = LegalName(form, person, number, random),
            Nib = $"9120{random.Digits(4)}{number:00000}",
            Form = form,
            Activity = trades.All(static trade => trade.IsDomestic && trade.Origins.Length > 0)
                ? SupplierActivity.Producer
                : SupplierActivity.Reseller,
            Capital = new Rupiah(CapitalOf(size, random)),
            AnnualSales = new Rupiah(SalesOf(size, random)),
            Address = new SupplierAddress(
                $"{random.Of(Vocabulary.Names("street"))} No. {random.Between(1, 240)}, {place.Name}",
                place.Code, $"35{random.Digits(3)}"),
            Kbli = [.. trades.SelectMany(KbliOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Phone = $"+628{random.Digits(10)}",
            Email = string.Create(CultureInfo.InvariantCulture, $"toko{number:00000}@pemasok.test"),
            BankName = random.Of(Banks),
            BankHolder = person,
            IsTaxable = taxable,
            FinalTaxLetter = size == BusinessSize.Micro && random.Percent(40)
                ? new FinalTaxLetter($"S-{random.Digits(4)}/SKPPH23/WPJ.28/2026", new DateOnly(2027, 12, 31))
                : null,
        };
        var numbers = new PersonalNumbers(
            Npwp: $"0{random.Digits(15)}",
            OwnerNik: $"{place.Code.Value.Replace(".", "", StringComparison.Ordinal)[..6]}{random.Digits(10)}",
            BankAccount: random.Digits(12));
        return new SeedSupplier(SupplierId.Wrap($"sup-{number:00000}"), owner, size, profile, numbers, trades, items);
    }

    /// <summary>Shares the items out so that they add up exactly: most suppliers list a dozen, a few list
    /// hundreds.</summary>
    private static int[] ItemShares(SeedSpec spec, int items, BusinessSize[] sizes)
    {
        var weights = sizes.Select((size, i) => Weight(size, spec.Random($"share/{i + 1}"))).ToArray();
        var sum = weights.Sum();
        var shares = weights.Select(weight => Math.Max(1, (int)((long)items * weight / sum))).ToArray();
        var missing = items - shares.Sum();
        for (var i = 0; missing != 0; i = (i + 1) % shares.Length)
        {
            if (missing < 0 && shares[i] == 1) continue;
            shares[i] += Math.Sign(missing);
            missing -= Math.Sign(missing);
        }

        return shares;
    }

    private static int Weight(BusinessSize size, SeedRandom random) => size switch
    {
        BusinessSize.Micro => random.Between(4, 24),
        BusinessSize.Small => random.Between(12, 60),
        BusinessSize.Cooperative => random.Between(10, 50),
        BusinessSize.Medium => random.Between(60, 160),
        _ => random.Between(120, 260),
    };

    /// <summary>Adds product groups until enough different products can be listed.</summary>
    private static ImmutableArray<ProductTemplate> TradesFor(int items, BusinessSize size, SeedRandom random)
    {
        var trades = ImmutableArray.CreateBuilder<ProductTemplate>();
        var small = size is BusinessSize.Micro or BusinessSize.Small or BusinessSize.Cooperative;
        var groups = Vocabulary.Products
            .Where(template => small || !Vocabulary.Template(template.Category).ReservedForSmall)
            .GroupBy(static template => template.Category.Value[..5]).ToList();
        while (trades.Sum(SeedItems.Varieties) < items * 5 / 4)
        {
            if (groups.Count == 0) break;
            var group = random.Of(groups);
            groups.Remove(group);
            trades.AddRange(group);
        }

        return trades.ToImmutable();
    }

    private static RegionCode Home(ImmutableArray<ProductTemplate> trades, SeedRandom random)
    {
        var origins = trades.SelectMany(static trade => trade.Origins).ToList();
        return origins.Count > 0 && random.Percent(80) ? random.Of(origins) : random.Of(Kabupaten);
    }

    private static IEnumerable<string> KbliOf(ProductTemplate trade) =>
        Vocabulary.Template(trade.Category).RequiredKbli.Take(1);

    private static BusinessForm FormOf(BusinessSize size, SeedRandom random) => size switch
    {
        BusinessSize.Cooperative => BusinessForm.Cooperative,
        BusinessSize.Micro => random.Of(
            [BusinessForm.Individual, BusinessForm.SoleProprietorship, BusinessForm.SoleProprietorship,
                BusinessForm.OnePersonCompany, BusinessForm.VillageEnterprise]),
        BusinessSize.Small => random.Of(
            [BusinessForm.SoleProprietorship, BusinessForm.Partnership, BusinessForm.Partnership,
                BusinessForm.LimitedCompany]),
        _ => BusinessForm.LimitedCompany,
    };

    private static string LegalName(BusinessForm form, string person, int number, SeedRandom random)
    {
        var business = random.Of(Vocabulary.Names("business"));
        return form switch
        {
            BusinessForm.Individual => $"{person} ({business} {number})",
            BusinessForm.SoleProprietorship => $"UD {business} {number}",
            BusinessForm.Partnership => $"CV {business} {number}",
            BusinessForm.OnePersonCompany => $"PT {business} {number} Perorangan",
            BusinessForm.Cooperative => $"Koperasi {business} {number}",
            BusinessForm.VillageEnterprise => $"BUM Desa {business} {number}",
            _ => $"PT {business} {number}",
        };
    }

    private static long SalesOf(BusinessSize size, SeedRandom random) => size switch
    {
        BusinessSize.Micro => random.Between(40, 1_900) * 1_000_000L,
        BusinessSize.Small => random.Between(2_100, 14_500) * 1_000_000L,
        BusinessSize.Medium => random.Between(16_000, 48_000) * 1_000_000L,
        BusinessSize.Large => random.Between(60_000, 400_000) * 1_000_000L,
        _ => random.Between(300, 9_000) * 1_000_000L,
    };

    private static long CapitalOf(BusinessSize size, SeedRandom random) => size switch
    {
        BusinessSize.Micro => random.Between(10, 900) * 1_000_000L,
        BusinessSize.Small => random.Between(1_100, 4_800) * 1_000_000L,
        BusinessSize.Medium => random.Between(5_200, 9_800) * 1_000_000L,
        BusinessSize.Large => random.Between(11_000, 90_000) * 1_000_000L,
        _ => random.Between(100, 4_000) * 1_000_000L,
    };
}
