using System.Collections.Immutable;
using Marketplace.Catalogue;
using Marketplace.Organisations;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What decides the taxes of an order.</summary>
/// <param name="Collector">Who keeps taxes back.</param>
/// <param name="SupplierIsTaxable">Whether the supplier charges PPN (PKP).</param>
/// <param name="SupplierHasFinalTaxLetter">Whether it holds a letter for the final income tax.</param>
/// <param name="IsSchoolFund">Paid from the school operations fund only, which is free of PPh 22.</param>
public sealed record TaxFacts(
    TaxCollector Collector, bool SupplierIsTaxable, bool SupplierHasFinalTaxLetter, bool IsSchoolFund);

/// <summary>Something to be taxed: a line with its freight, or an extra service.</summary>
/// <param name="Class">How.</param>
/// <param name="Net">Whole rupiah before tax.</param>
public readonly record struct Taxable(TaxClass Class, Rupiah Net);

/// <summary>The taxes of an order.</summary>
/// <param name="Ppn">Value-added tax, charged on top.</param>
/// <param name="PpnCollected">The part of it the collector keeps back and remits.</param>
/// <param name="Pph22">Income tax on goods, kept back.</param>
/// <param name="Pph23">Income tax on services, kept back.</param>
/// <param name="FinalTax">Final income tax, kept back instead of the two.</param>
public sealed record TaxSum(Rupiah Ppn, Rupiah PpnCollected, Rupiah Pph22, Rupiah Pph23, Rupiah FinalTax);

/// <summary>
/// The tax rules of DOMAIN §6. Freight counts as part of its line. Every rounding has a name: PPN is rounded half up
/// once per line, the income taxes are cut to whole rupiah once per order.
/// </summary>
public static class Taxes
{
    /// <summary>What <see cref="PpnFactorOf"/> is divided by.</summary>
    public const int PpnDivisor = BasisPointsOfOne * Twelve;

    private const int BasisPointsOfOne = 10_000;
    private const int Twelve = 12;

    /// <summary>Who collects, by the buyer and the way it pays (PMK 58/2022, PMK 59/2022).</summary>
    public static TaxCollector CollectorFor(OrganisationKind kind, PaymentMode mode, PolicyDay law) => kind switch
    {
        OrganisationKind.RegionalAgency or OrganisationKind.VerticalAgency =>
            mode == PaymentMode.Imprest && law[PolicyKeys.PlatformIsCollector].IsOn
                ? TaxCollector.Platform
                : TaxCollector.Treasurer,
        OrganisationKind.StateCompany => TaxCollector.BumnWapu,
        _ => TaxCollector.None,
    };

    /// <summary>PPN on one line: half up to whole rupiah, once, from the unrounded base: 1,000,150 →
    /// 110,017.</summary>
    public static Rupiah PpnOn(Taxable line, bool supplierIsTaxable, PolicyDay law)
    {
        var product = (Int128)line.Net.Amount * PpnFactorOf(line.Class, supplierIsTaxable, law);
        return new Rupiah((long)((product + (PpnDivisor / 2)) / PpnDivisor));
    }

    /// <summary>The share of PPN in a net price, times <see cref="PpnDivisor"/>: the rate of so many twelfths of
    /// it.</summary>
    public static long PpnFactorOf(TaxClass taxClass, bool supplierIsTaxable, PolicyDay law)
    {
        if (!supplierIsTaxable) return 0;
        return taxClass switch
        {
            TaxClass.LuxuryGoods => law[PolicyKeys.PpnRate].Value * law[PolicyKeys.PpnLuxuryBaseTwelfths].Value,
            TaxClass.Goods or TaxClass.Services =>
                law[PolicyKeys.PpnRate].Value * law[PolicyKeys.PpnBaseTwelfths].Value,
            TaxClass.Catering or TaxClass.ExemptGoods => 0,
            _ => throw new InvalidOperationException($"Unknown tax class {taxClass}."),
        };
    }

    /// <summary>The taxes of an order.</summary>
    public static TaxSum Of(TaxFacts facts, ImmutableArray<Taxable> lines, PolicyDay law)
    {
        var ppn = lines.Sum(line => PpnOn(line, facts.SupplierIsTaxable, law));
        var goods = lines.Where(static line => IsGoods(line.Class)).Sum(static line => line.Net);
        var services = lines.Where(static line => !IsGoods(line.Class)).Sum(static line => line.Net);
        var paid = goods + services + ppn;
        return facts.Collector switch
        {
            TaxCollector.None => new TaxSum(ppn, Rupiah.Zero, Rupiah.Zero, Rupiah.Zero, Rupiah.Zero),
            TaxCollector.Platform => new TaxSum(
                ppn, ppn, CutPph(goods + services, law[PolicyKeys.Pph22PlatformRate]), Rupiah.Zero, Rupiah.Zero),
            TaxCollector.Treasurer => Withheld(
                facts, ppn, goods, services, law,
                collectsPpn: paid > law[PolicyKeys.PpnUncollectedLimit].Rupiah,
                taxesGoods: goods > law[PolicyKeys.Pph22FreeLimit].Rupiah && !facts.IsSchoolFund),
            TaxCollector.BumnWapu => Withheld(
                facts, ppn, goods, services, law,
                collectsPpn: paid > law[PolicyKeys.StateCompanyTaxLimit].Rupiah,
                taxesGoods: paid > law[PolicyKeys.StateCompanyTaxLimit].Rupiah),
            _ => throw new InvalidOperationException($"Unknown tax collector {facts.Collector}."),
        };
    }

    /// <summary>Cut to whole rupiah, in the taxpayer's favour.</summary>
    private static Rupiah CutPph(Rupiah net, PolicyRow rate) =>
        new((long)((Int128)net.Amount * rate.Value / BasisPointsOfOne));

    private static TaxSum Withheld(
        TaxFacts facts, Rupiah ppn, Rupiah goods, Rupiah services, PolicyDay law, bool collectsPpn, bool taxesGoods)
    {
        var taxedGoods = taxesGoods ? goods : Rupiah.Zero;
        var collected = collectsPpn ? ppn : Rupiah.Zero;
        return facts.SupplierHasFinalTaxLetter
            ? new TaxSum(ppn, collected, Rupiah.Zero, Rupiah.Zero,
                CutPph(taxedGoods + services, law[PolicyKeys.FinalTaxRate]))
            : new TaxSum(ppn, collected,
                CutPph(taxedGoods, law[PolicyKeys.Pph22Rate]), CutPph(services, law[PolicyKeys.Pph23Rate]),
                Rupiah.Zero);
    }

    private static bool IsGoods(TaxClass taxClass) =>
        taxClass is TaxClass.Goods or TaxClass.LuxuryGoods or TaxClass.ExemptGoods;
}
