using System.Collections.Immutable;

namespace Marketplace.Policy;

/// <summary>The legal numbers in force. Public. Key: any; it keeps nothing.</summary>
[Alias("policy")]
public interface IPolicyGrain : IGrainWithIntegerKey
{
    /// <summary>Every number in force on a WIB date, by key.</summary>
    [Alias("at")]
    Task<PolicyView> At(DateOnly date);

    /// <summary>Every number a key ever had or will have, oldest first; none for a key there is not.</summary>
    [Alias("history")]
    Task<ImmutableArray<PolicyRowView>> History(string key);
}

/// <summary>The legal numbers of one date.</summary>
/// <param name="Date">The WIB date.</param>
/// <param name="Rows">One per key in force.</param>
[GenerateSerializer, Immutable, Alias("policy-view")]
public sealed record PolicyView(
    [property: Id(0)] DateOnly Date, [property: Id(1)] ImmutableArray<PolicyRowView> Rows);

/// <summary>One legal number.</summary>
/// <param name="Key">What it decides.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">rupiah, basisPoints, basisPointsPerDay, days, workingDays, months, seconds, twelfths, count or
/// flag.</param>
/// <param name="LegalBasis">Where it is written.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; null while no end is known.</param>
[GenerateSerializer, Immutable, Alias("policy-row-view")]
public sealed record PolicyRowView(
    [property: Id(0)] string Key,
    [property: Id(1)] long Value,
    [property: Id(2)] string Unit,
    [property: Id(3)] string LegalBasis,
    [property: Id(4)] DateOnly ValidFrom,
    [property: Id(5)] DateOnly? ValidUntil);
