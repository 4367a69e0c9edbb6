using System.Collections.Immutable;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>The legal numbers a supplier's rules use, as they stand on one day.</summary>
/// <param name="Sizes">Where the business sizes end.</param>
/// <param name="Terms">How long each sanction that ends by itself lasts.</param>
/// <param name="ReminderDays">How many days before a certificate's last day its owner is reminded.</param>
/// <param name="BmpCeiling">The highest company benefit weight.</param>
public sealed record SupplierPolicy(
    SizeThresholds Sizes,
    ImmutableDictionary<SanctionKind, SanctionTerm> Terms,
    ImmutableArray<int> ReminderDays,
    BasisPoints BmpCeiling)
{
    /// <summary>The numbers in force on a day.</summary>
    public static SupplierPolicy On(PolicyDay day) => new(
        new SizeThresholds(
            day[PolicyKeys.MicroCapital].Rupiah,
            day[PolicyKeys.SmallCapital].Rupiah,
            day[PolicyKeys.MediumCapital].Rupiah,
            day[PolicyKeys.MicroSales].Rupiah,
            day[PolicyKeys.SmallSales].Rupiah,
            day[PolicyKeys.MediumSales].Rupiah),
        new Dictionary<SanctionKind, SanctionTerm>
        {
            [SanctionKind.SecondWarning] = Term(day[PolicyKeys.SanctionSuspension]),
            [SanctionKind.ThirdWarning] = Term(day[PolicyKeys.SanctionDelisting]),
            [SanctionKind.OrderBreach] = Term(day[PolicyKeys.SanctionSuspension]),
            [SanctionKind.ContractBreach] = Term(day[PolicyKeys.SanctionDelisting]),
            [SanctionKind.Blacklisting] = Term(day[PolicyKeys.SanctionBlacklist]),
        }.ToImmutableDictionary(),
        [
            day[PolicyKeys.CertificateReminderFirst].Count,
            day[PolicyKeys.CertificateReminderSecond].Count,
            day[PolicyKeys.CertificateReminderLast].Count,
        ],
        day[PolicyKeys.CompanyBenefitCap].BasisPoints);

    private static SanctionTerm Term(PolicyRow row) => new(row.Count, row.Name);
}

/// <summary>How long a sanction lasts.</summary>
/// <param name="Months">Calendar months, Western Indonesian time.</param>
/// <param name="Rule">The policy row, <c>key@validFrom</c>.</param>
public sealed record SanctionTerm(int Months, string Rule);

/// <summary>
/// Upper bounds, included, of capital without land and buildings and of annual sales (PP 7/2021 Art. 35).
/// </summary>
/// <param name="MicroCapital">Mikro, capital.</param>
/// <param name="SmallCapital">Kecil, capital.</param>
/// <param name="MediumCapital">Menengah, capital.</param>
/// <param name="MicroSales">Mikro, sales.</param>
/// <param name="SmallSales">Kecil, sales.</param>
/// <param name="MediumSales">Menengah, sales.</param>
public sealed record SizeThresholds(
    Rupiah MicroCapital,
    Rupiah SmallCapital,
    Rupiah MediumCapital,
    Rupiah MicroSales,
    Rupiah SmallSales,
    Rupiah MediumSales)
{
    /// <summary>
    /// The size of a business: a cooperative is one whatever it turns over; annual sales decide for a business that has
    /// had a year of them, capital for one that is only being founded. Null without evidence.
    /// </summary>
    public BusinessSize? SizeOf(BusinessForm form, Rupiah? capital, Rupiah? annualSales)
    {
        if (form == BusinessForm.Cooperative) return BusinessSize.Cooperative;
        if (annualSales is { } sales) return Step(sales, MicroSales, SmallSales, MediumSales);
        return capital is { } amount ? Step(amount, MicroCapital, SmallCapital, MediumCapital) : null;
    }

    private static BusinessSize Step(Rupiah amount, Rupiah micro, Rupiah small, Rupiah medium) =>
        amount <= micro ? BusinessSize.Micro
        : amount <= small ? BusinessSize.Small
        : amount <= medium ? BusinessSize.Medium
        : BusinessSize.Large;
}
