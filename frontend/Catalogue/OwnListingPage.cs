using Marketplace.Catalogue;
using Marketplace.Commands;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Frontend.Suppliers;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.AspNetCore.Components;

namespace Marketplace.Frontend.Catalogue;

/// <summary>A page on which a supplier's own people look after one of its products.</summary>
public abstract class OwnListingPage : SupplierDeskPage
{
    /// <summary>The product.</summary>
    [Parameter]
    public string Item { get; set; } = "";

    /// <summary>The product; null until it was looked up.</summary>
    protected ItemView? Listing { get; private set; }

    /// <summary>What its category asks of it.</summary>
    protected CategoryTemplate? Template { get; private set; }

    /// <summary>What would be refused if it were published now, and what the reader may do with it.</summary>
    protected ItemPrecheck Check { get; private set; } = new(default, [], []);

    /// <summary>Whether the reader may do this now.</summary>
    protected bool May(ListingAction action) => Check.Actions.Contains(action);

    /// <inheritdoc />
    protected override async Task Load(SupplierView supplier, Caller caller)
    {
        var listing = await Grains.OwnListing(caller, supplier.Id, Item);
        var template = Grains.Category(listing.Details.Category).View();
        Check = (await Grains.Item(listing.Id).Precheck(caller)).Expected();
        Template = (await template)?.Template;
        await Load(listing, caller);
        Listing = listing;
    }

    /// <summary>Looks up what else the page shows.</summary>
    /// <param name="listing">The product.</param>
    /// <param name="caller">Who looks.</param>
    protected virtual Task Load(ItemView listing, Caller caller) => Task.CompletedTask;
}

/// <summary>Finds a product for its supplier's own people, and the places where it is mended.</summary>
public static class OwnListings
{
    /// <summary>Where a product lies.</summary>
    public static string PathOf(SupplierId supplier, ItemId item) => $"/usaha/{supplier}/produk/{item}";

    /// <summary>The product, if it is this supplier's.</summary>
    /// <exception cref="RefusedRequestException">It is not, or the caller may not see it.</exception>
    public static async Task<ItemView> OwnListing(
        this IGrainFactory grains, Caller caller, SupplierId supplier, string item)
    {
        var found = ItemId.TryParse(item, out var id) ? await grains.Item(id).View(caller) : CommonRefusals.NotFound;
        var listing = found.Expected();
        return listing.Supplier == supplier ? listing : throw new RefusedRequestException(CommonRefusals.NotFound);
    }

    /// <summary>
    /// The page and field where something that keeps a product from being published is mended; null where its supplier
    /// cannot mend it.
    /// </summary>
    public static string? PlaceOf(Refusal refusal, SupplierId supplier, ItemId item)
    {
        var (listing, code) = (PathOf(supplier, item), refusal.Code);
        return code == ItemRefusals.PriceMissing ? $"{listing}/harga"
            : code == ItemRefusals.SupplierMayNotSell ? $"/usaha/{supplier}"
            : code == ItemRefusals.KbliNotCovered ? DeskSteps.PathOfField(supplier.Value, "kbli")
            : code == ItemRefusals.CategoryReserved ? DeskSteps.PathOfField(supplier.Value, "annualSales")
            : code == ItemRefusals.CategoryMissing ? $"{listing}/ubah?kategori="
            : code == ItemRefusals.CertificateExpired ? $"{listing}/ubah#{ListingForms.Edit}-certificates"
            : refusal.OnFields().Field is { } field ? $"{listing}/ubah#{ListingForms.Edit}-{field}"
            : null;
    }

    /// <summary>The refusal on the field of the form that it concerns: each attribute has one of its own, and a tier of
    /// prices begins with its quantity.</summary>
    public static Refusal OnFields(this Refusal refusal) => refusal with
    {
        Field = refusal.Field == "attributes" && Fact(refusal, "attribute") is { } code ? $"attr.{code}"
            : refusal.Field is ['t', 'i', 'e', 'r', 's', '[', .., ']'] tier ? $"{tier}.amount"
            : refusal.Field == "tiers" ? "tiers[0].amount"
            : refusal.Field,
        Parts = [.. refusal.Parts.Select(OnFields)],
    };

    /// <summary>The refusal with its attribute called as the category calls it.</summary>
    public static Refusal Naming(this Refusal refusal, CategoryTemplate? template)
    {
        var attribute = template?.Attributes.FirstOrDefault(one => one.Code == Fact(refusal, "attribute"));
        return refusal with
        {
            Facts = attribute is null
                ? refusal.Facts
                : refusal.Facts.Replace(
                    new RefusalFact("attribute", attribute.Code),
                    new RefusalFact("attribute", Formats.Name(attribute))),
            Parts = [.. refusal.Parts.Select(part => part.Naming(template))],
        };
    }

    private static string? Fact(Refusal refusal, string name) =>
        refusal.Facts.FirstOrDefault(fact => fact.Name == name)?.Value;
}
