using System.Collections.Immutable;
using Marketplace.Organisations;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What is fixed when an order is submitted.</summary>
[GenerateSerializer, Immutable, Alias("order-terms")]
public sealed record OrderTerms
{
    /// <summary>The plan.</summary>
    [Id(0)] public required RupCode Plan { get; init; }

    /// <summary>Level-1 category of its largest line.</summary>
    [Id(1)] public required CategoryCode Category { get; init; }

    /// <summary>The buying organisation.</summary>
    [Id(2)] public required OrganisationId Organisation { get; init; }

    /// <summary>Its kind.</summary>
    [Id(3)] public required OrganisationKind Kind { get; init; }

    /// <summary>The unit.</summary>
    [Id(4)] public required UnitId Unit { get; init; }

    /// <summary>The supplier.</summary>
    [Id(5)] public required SupplierId Supplier { get; init; }

    /// <summary>Its registered name then.</summary>
    [Id(6)] public required string SupplierName { get; init; }

    /// <summary>Its size then.</summary>
    [Id(7)] public required BusinessSize SupplierSize { get; init; }

    /// <summary>Whether it charges PPN.</summary>
    [Id(8)] public required bool SupplierIsTaxable { get; init; }

    /// <summary>Whether it holds a letter for the final income tax.</summary>
    [Id(9)] public required bool SupplierHasFinalTaxLetter { get; init; }

    /// <summary>Who collects the taxes.</summary>
    [Id(10)] public required TaxCollector Collector { get; init; }

    /// <summary>How the price comes about.</summary>
    [Id(11)] public required PurchaseMethod Method { get; init; }

    /// <summary>How it is paid.</summary>
    [Id(12)] public required PaymentMode PaymentMode { get; init; }

    /// <summary>Where else it is recorded.</summary>
    [Id(13)] public required OrderChannel Channel { get; init; }

    /// <summary>Its id there.</summary>
    [Id(14)] public string? ExternalRef { get; init; }

    /// <summary>The buyer's own package reference.</summary>
    [Id(15)] public string? PackageRef { get; init; }

    /// <summary>Who submitted it.</summary>
    [Id(16)] public required UserId Creator { get; init; }

    /// <summary>Under which of their roles it may have been bought.</summary>
    [Id(17)] public required ImmutableArray<Role> CreatorRoles { get; init; }

    /// <summary>The addresses, with their dates as they stand now.</summary>
    [Id(18)] public required ImmutableArray<OrderDelivery> Deliveries { get; init; }

    /// <summary>Why less local content than compulsory was bought.</summary>
    [Id(19)] public string? LocalContentReason { get; init; }

    /// <summary>What was compared.</summary>
    [Id(20)] public string? ComparisonNote { get; init; }

    /// <summary>Notes to the supplier.</summary>
    [Id(21)] public string? Notes { get; init; }

    /// <summary>Every budget line is of the school operations fund, which is free of PPh 22.</summary>
    [Id(22)] public bool IsSchoolFund { get; init; }

    /// <summary>WIB date it was submitted on: the date of every legal number applied to it.</summary>
    [Id(23)] public required DateOnly Date { get; init; }
}
