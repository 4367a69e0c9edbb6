using Marketplace.Commands;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;
using Microsoft.AspNetCore.Components;

namespace Marketplace.Frontend.Suppliers;

/// <summary>
/// A page a supplier's own people work at. To everyone else there is no such page, whether or not there is such a
/// supplier.
/// </summary>
public abstract class SupplierDeskPage : ComponentBase
{
    /// <summary>The supplier.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The form that was refused, if one was.</summary>
    [Parameter]
    public SentForm? Sent { get; set; }

    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    /// <summary>The actors.</summary>
    [Inject]
    protected IGrainFactory Grains { get; set; } = null!;

    /// <summary>The supplier; null until it was looked up.</summary>
    protected SupplierView? Supplier { get; private set; }

    /// <summary>What only its own people see of it.</summary>
    protected SupplierRegistration Registration => Supplier!.Registration!;

    /// <summary>Whether the reader may do this now.</summary>
    protected bool May(SupplierMemberAction action) => Registration.Actions.Contains(action);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var caller = Http.Caller();
        var supplier = await Grains.OwnSupplier(caller, Id);
        await Load(supplier, caller);
        Supplier = supplier;
    }

    /// <summary>Looks up what else the page shows.</summary>
    /// <param name="supplier">The supplier.</param>
    /// <param name="caller">Who looks.</param>
    protected virtual Task Load(SupplierView supplier, Caller caller) => Task.CompletedTask;
}

/// <summary>Finds a supplier for its own people.</summary>
public static class OwnSuppliers
{
    /// <summary>The supplier with its registration.</summary>
    /// <exception cref="RefusedRequestException">There is none the caller may see so.</exception>
    public static async Task<SupplierView> OwnSupplier(this IGrainFactory grains, Caller caller, string id) =>
        SupplierId.TryParse(id, out var supplier)
            && await grains.Supplier(supplier).View(caller) is { Registration: not null } view
            ? view
            : throw new RefusedRequestException(CommonRefusals.NotFound);
}
