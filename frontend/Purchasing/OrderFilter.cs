using System.Globalization;
using Marketplace.Commands;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
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

/// <summary>A part of a filter as it was read.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Value">The value; null when it was left out.</param>
/// <param name="IsWrong">Whether something was given that is none.</param>
public readonly record struct FilterPart<T>(T? Value, bool IsWrong)
    where T : struct;

/// <summary>Reads the filter of the list of orders. Organisations and suppliers are named by id, as links do, or by the
/// beginning of their name, as people do.</summary>
internal static class OrderFilter
{
    /// <summary>Most that are offered when several fit.</summary>
    private const int MostOffered = 20;

    /// <summary>Tries to read a value.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="text">How it was given.</param>
    /// <param name="value">The value.</param>
    public delegate bool Reader<T>(string? text, out T value);

    /// <summary>A value that may be left out.</summary>
    public static FilterPart<T> Read<T>(string? text, Reader<T> read)
        where T : struct =>
        string.IsNullOrWhiteSpace(text) ? default
        : read(text.Trim(), out var value) ? new FilterPart<T>(value, IsWrong: false)
        : new FilterPart<T>(null, IsWrong: true);

    /// <summary>A day as date fields send it.</summary>
    public static bool TryDate(string? text, out DateOnly date) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Why a filter cannot be applied; null when it can.</summary>
    public static Refusal? Refusal(
        NamedChoice organisation, NamedChoice supplier, FilterPart<RupCode> plan, FilterPart<DateOnly> from,
        FilterPart<DateOnly> until) =>
        organisation.IsUnknown ? HttpRefusals.NobodyOfThatName.On("instansi")
        : supplier.IsUnknown ? HttpRefusals.NobodyOfThatName.On("penyedia")
        : plan.IsWrong ? HttpRefusals.InvalidParameter.On("rencana")
        : from.IsWrong ? HttpRefusals.InvalidParameter.On("dari")
        : until.IsWrong ? HttpRefusals.InvalidParameter.On("sampai")
        : null;

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
