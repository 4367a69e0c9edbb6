using System.Globalization;
using Marketplace.Commands;
using Marketplace.Frontend.Pages;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Purchasing;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Purchasing;

/// <summary>An organisation or supplier as a reader of the list of orders names it.</summary>
/// <param name="Id">Which one is meant; null when none was named, or more than one fits.</param>
/// <param name="Name">Its name, or what was typed.</param>
/// <param name="Others">Those that fit, when it is not clear which is meant.</param>
public sealed record NamedChoice(string? Id, string Name, IReadOnlyList<(string Id, string Name)> Others)
{
    /// <summary>None was named.</summary>
    public static readonly NamedChoice None = new(null, "", []);

    /// <summary>Whether a name was given that nobody has.</summary>
    public bool IsUnknown => Id is null && Others.Count == 0 && Name.Length > 0;
}

/// <summary>
/// The filter of the list of orders as its address says it:
/// <c>?tahap=Shipping&amp;instansi=Dinas&amp;dari=2026-11-01</c>. Organisations and suppliers are named by id, as links
/// do, or by the beginning of their name, as people do.
/// </summary>
/// <param name="Organisation">The organisation named.</param>
/// <param name="Supplier">The supplier named.</param>
/// <param name="Request">What is asked of the list.</param>
/// <param name="Refusal">Why it cannot be applied; null when it can.</param>
public sealed record OrderFilter(
    NamedChoice Organisation, NamedChoice Supplier, OrderListRequest Request, Refusal? Refusal)
{
    private static readonly string[] Parts = ["tahap", "instansi", "penyedia", "rencana", "dari", "sampai"];

    /// <summary>Whether a name fits several, so that which one is meant is asked before anything is listed.</summary>
    public bool IsUnclear => Organisation.Others.Count > 0 || Supplier.Others.Count > 0;

    /// <summary>Whether anything is filtered at all.</summary>
    public static bool IsAsked(IQueryCollection query) =>
        Parts.Any(part => !string.IsNullOrWhiteSpace(query[part]));

    /// <summary>Reads the filter.</summary>
    /// <param name="grains">The actors.</param>
    /// <param name="caller">Who looks.</param>
    /// <param name="query">The address.</param>
    public static async Task<OrderFilter> Read(IGrainFactory grains, Caller caller, IQueryCollection query)
    {
        var organisation = await grains.OrganisationNamed(query["instansi"]);
        var supplier = await grains.SupplierNamed(query["penyedia"]);
        var hasPlan = TryRead<RupCode>(query["rencana"], RupCode.TryParse, out var plan);
        var hasFrom = TryRead<DateOnly>(query["dari"], TryDate, out var from);
        var hasUntil = TryRead<DateOnly>(query["sampai"], TryDate, out var until);
        var request = new OrderListRequest
        {
            Caller = caller,
            Page = new PageRequest(),
            Stage = QueryChoice.Of<OrderStage>(query["tahap"]),
            Organisation = organisation.Id is { } buyer ? OrganisationId.Wrap(buyer) : null,
            Supplier = supplier.Id is { } seller ? SupplierId.Wrap(seller) : null,
            Plan = plan,
            From = from,
            Until = until,
            Sort = QueryChoice.Of<OrderSort>(query["urut"]) ?? OrderSort.Newest,
        };
        return new OrderFilter(
            organisation, supplier, request,
            organisation.IsUnknown ? HttpRefusals.NobodyOfThatName.On("instansi")
            : supplier.IsUnknown ? HttpRefusals.NobodyOfThatName.On("penyedia")
            : !hasPlan ? HttpRefusals.InvalidParameter.On("rencana")
            : !hasFrom ? HttpRefusals.InvalidParameter.On("dari")
            : !hasUntil ? HttpRefusals.InvalidParameter.On("sampai")
            : null);
    }

    private delegate bool Reader<T>(string? text, out T value);

    /// <summary>Reads a value that may be left out; false when something is given that is none.</summary>
    private static bool TryRead<T>(string? text, Reader<T> read, out T? value)
        where T : struct
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        var isOne = read(text.Trim(), out var found);
        value = isOne ? found : null;
        return isOne;
    }

    private static bool TryDate(string? text, out DateOnly date) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}

/// <summary>Who is meant by a name.</summary>
internal static class NamedChoices
{
    /// <summary>Most that are offered when several fit.</summary>
    private const int MostOffered = 20;

    /// <summary>The organisation meant.</summary>
    public static async Task<NamedChoice> OrganisationNamed(this IGrainFactory grains, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return NamedChoice.None;
        var name = text.Trim();
        if (OrganisationId.TryParse(name, out var id)
            && await grains.Organisation(id).View(Caller.Anonymous) is { } known)
            return new NamedChoice(id.Value, known.Name, []);
        var found = await grains.OrganisationList().Find(
            new OrganisationFilter { Text = name }, new PageRequest(MostOffered));
        return Choose(name, found.IsOk ? [.. found.Value.Items.Select(static row => (row.Id.Value, row.Name))] : []);
    }

    /// <summary>The supplier meant.</summary>
    public static async Task<NamedChoice> SupplierNamed(this IGrainFactory grains, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return NamedChoice.None;
        var name = text.Trim();
        if (SupplierId.TryParse(name, out var id)
            && await grains.Supplier(id).View(Caller.Anonymous) is { } known)
            return new NamedChoice(id.Value, known.Name, []);
        var found = await grains.Suppliers().Verified(
            new SupplierFilter(null, null, name), new PageRequest(MostOffered));
        return Choose(name, found.IsOk ? [.. found.Value.Items.Select(static row => (row.Id.Value, row.Name))] : []);
    }

    private static NamedChoice Choose(string name, IReadOnlyList<(string Id, string Name)> found)
    {
        var exact = found.Where(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return exact is [var same] ? new NamedChoice(same.Id, same.Name, [])
            : found is [var only] ? new NamedChoice(only.Id, only.Name, [])
            : new NamedChoice(null, name, found);
    }
}
