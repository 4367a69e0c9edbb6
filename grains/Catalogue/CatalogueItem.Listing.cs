using System.Collections.Immutable;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Policy;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Catalogue;

/// <summary>Writing a listing and handing it in.</summary>
public sealed partial record CatalogueItem
{
    /// <summary>Drafts the item for a supplier.</summary>
    public Decision<CatalogueItemEvent> Draft(
        SupplierId supplier, ItemDetails details, ItemParty party, ListingFacts facts)
    {
        if (!party.MayWrite) return CommonRefusals.NotAllowed;
        if (Stage != ItemStage.Absent)
        {
            return Stage == ItemStage.Draft && Supplier == supplier && ItemShape.Same(Details!, details)
                ? Decision<CatalogueItemEvent>.Nothing
                : CommonRefusals.AlreadyExists;
        }

        if (!facts.Supplier.Exists) return ItemRefusals.SupplierMissing.With("supplier", supplier).On("supplier");
        if (Written(details, facts, out var terms) is { } unfit) return unfit;
        return new ItemDrafted(supplier, details, terms, party.AsFacilitator);
    }

    /// <summary>
    /// Replaces the details. A published or frozen item stays so only while nothing material changes; then it must also
    /// stay complete.
    /// </summary>
    public Decision<CatalogueItemEvent> Edit(ItemDetails details, ItemParty party, ListingFacts facts)
    {
        if (EditGate(party) is { } refusal) return refusal;
        if (ItemShape.Same(Details!, details)) return Decision<CatalogueItemEvent>.Nothing;
        if (Written(details, facts, out var terms) is { } unfit) return unfit;
        if (details.Unit != Details!.Unit && HasStockHistory)
            return ItemRefusals.UnitInUse.With("unit", Details.Unit).On("unit");

        var edited = new ItemEdited(details, terms, party.AsFacilitator);
        if (Stage is ItemStage.Draft or ItemStage.Rejected) return edited;
        if (Together((this with { Details = details }).Problems(facts)) is { } incomplete) return incomplete;
        return IsVisible && ItemShape.IsMaterialChange(Details, details)
            ? Decision<CatalogueItemEvent>.Of(
                edited, new ItemReviewReopened(ReopenCause.MaterialChange, party.User))
            : edited;
    }

    /// <summary>Hands a draft or a mended item in for review.</summary>
    public Decision<CatalogueItemEvent> Submit(ItemParty party, ListingFacts facts)
    {
        if (SubmitGate(party) is { } refusal) return refusal;
        return Together(Problems(facts)) is { } incomplete ? incomplete : new ItemSubmitted(party.User);
    }

    /// <summary>All that would be refused if it were submitted and published now.</summary>
    public Result<ImmutableArray<Refusal>> Precheck(ItemParty party, ListingFacts facts)
    {
        if (Stage == ItemStage.Absent || !party.MaySeeHidden) return CommonRefusals.NotFound;
        return PublicationProblems(facts);
    }

    /// <summary>What someone may do with it now on its supplier's side.</summary>
    public ImmutableArray<ListingAction> ActionsOf(ItemParty party)
    {
        (ListingAction Action, Refusal? Gate)[] all =
        [
            (ListingAction.Edit, EditGate(party)),
            (ListingAction.Submit, SubmitGate(party)),
            (ListingAction.SetPrices, PriceGate(party)),
            (ListingAction.ChangeStock, StockGate(party)),
            (ListingAction.Delist, DelistGate(party)),
            (ListingAction.Archive, ArchiveGate(party)),
        ];
        return [.. all.Where(static one => one.Gate is null).Select(static one => one.Action)];
    }

    private Refusal? EditGate(ItemParty party) => Gate(
        party, party.MayWrite,
        ItemStage.Draft, ItemStage.Submitted, ItemStage.Rejected, ItemStage.Published, ItemStage.Frozen);

    private Refusal? SubmitGate(ItemParty party) =>
        Gate(party, party.MayWrite, ItemStage.Draft, ItemStage.Rejected);

    /// <summary>
    /// What keeps it from being published: what keeps it from being submitted, or a supplier that may not sell.
    /// </summary>
    private ImmutableArray<Refusal> PublicationProblems(ListingFacts facts) =>
        facts.Supplier.MaySell
            ? Problems(facts)
            : Problems(facts).Add(ItemRefusals.SupplierMayNotSell.With("supplier", Supplier));

    /// <summary>What keeps it from being submitted, all at once.</summary>
    private ImmutableArray<Refusal> Problems(ListingFacts facts)
    {
        var details = Details!;
        if (facts.Category is not { } category)
            return [ItemRefusals.CategoryMissing.With("category", details.Category).On("category")];

        var problems = ImmutableArray.CreateBuilder<Refusal>();
        problems.AddRange(ItemShape.AttributeProblems(details, category, complete: true));
        if (!details.Kbki.StartsWith(category.KbkiPrefix, StringComparison.Ordinal))
            problems.Add(ItemRefusals.KbkiOutsideCategory.With("prefix", category.KbkiPrefix).On("kbki"));
        foreach (var certificate in details.Certificates.Where(claimed => claimed.ValidUntil < facts.Today))
            problems.Add(Expired(certificate));
        if (!HasPriceNowOrLater(facts.Now)) problems.Add(ItemRefusals.PriceMissing);
        if (category.RequiredKbli.Length > 0 && !category.RequiredKbli.Any(facts.Supplier.Kbli.Contains))
            problems.Add(ItemRefusals.KbliNotCovered.With("required", string.Join(", ", category.RequiredKbli)));
        if (category.ReservedForSmall
            && facts.Supplier.Size is not (BusinessSize.Micro or BusinessSize.Small or BusinessSize.Cooperative))
            problems.Add(ItemRefusals.CategoryReserved.With("size", facts.Supplier.Size));
        return problems.ToImmutable();
    }

    /// <summary>Shape, unit and template of details about to be stored; and what the item takes from them.</summary>
    private static Refusal? Written(ItemDetails details, ListingFacts facts, out ItemTerms terms)
    {
        terms = new ItemTerms(default, 0);
        if (ItemShape.Of(details, facts.Policy[PolicyKeys.CompanyBenefitCap].BasisPoints) is { } malformed)
            return malformed;
        if (!Units.TryFind(details.Unit, out var unit))
            return ItemRefusals.UnitUnknown.With("unit", details.Unit).On("unit");
        if (facts.Category is not { } category || !ItemShape.IsLevel3(details.Category))
            return ItemRefusals.CategoryMissing.With("category", details.Category).On("category");
        terms = new ItemTerms(category.TaxClass, unit.Decimals);
        return ItemShape.QuantitiesOf(details, unit.Decimals)
            ?? ItemShape.AttributeProblems(details, category, complete: false).FirstOrDefault();
    }

    private static Refusal Expired(ItemCertificate certificate) =>
        ItemRefusals.CertificateExpired.With("number", certificate.Number)
            .With("validUntil", certificate.ValidUntil).On("certificates");

    /// <summary>One refusal for several problems: the first, with all of them as its parts.</summary>
    private static Refusal? Together(ImmutableArray<Refusal> problems) => problems.Length switch
    {
        0 => null,
        1 => problems[0],
        _ => problems[0] with { Parts = problems },
    };
}
