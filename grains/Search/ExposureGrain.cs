using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Search;

/// <summary>A day's exposure as it is kept.</summary>
public sealed class StoredExposure
{
    /// <summary>How often each supplier was shown.</summary>
    public Dictionary<string, long> Shown { get; set; } = [];
}

/// <inheritdoc cref="IExposureGrain"/>
/// <param name="stored">The day.</param>
[GrainType("exposure")]
public sealed class ExposureGrain([PersistentState("exposure")] IPersistentState<StoredExposure> stored)
    : Grain, IExposureGrain
{
    private const int WholeInBasisPoints = 10_000;

    /// <inheritdoc />
    public async Task Add(ImmutableDictionary<SupplierId, int> shown)
    {
        var all = stored.State.Shown;
        foreach (var (supplier, count) in shown) all[supplier.Value] = all.GetValueOrDefault(supplier.Value) + count;
        await stored.WriteStateAsync();
    }

    /// <inheritdoc />
    public Task<Result<Page<SupplierExposure>>> Report(PageRequest page)
    {
        var isCursor = int.TryParse(
            page.Cursor ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var from);
        return Task.FromResult<Result<Page<SupplierExposure>>>(
            Check.Range(page.Limit, "limit", 1, PageRequest.MaxLimit) is { } refusal ? refusal
            : !isCursor ? CommonRefusals.MalformedCode.With("form", "the next of the page before").On("cursor")
            : PageFrom(from, page.Limit));
    }

    private Page<SupplierExposure> PageFrom(int from, int limit)
    {
        var all = stored.State.Shown.Values.Sum();
        var rows = stored.State.Shown.OrderByDescending(static one => one.Value)
            .ThenBy(static one => one.Key, StringComparer.Ordinal).Skip(from).Take(limit + 1).ToList();
        return new Page<SupplierExposure>(
            [
                .. rows.Take(limit).Select(one => new SupplierExposure(
                    SupplierId.Wrap(one.Key), one.Value, new BasisPoints((int)(one.Value * WholeInBasisPoints / all)))),
            ],
            rows.Count > limit ? (from + limit).ToString(CultureInfo.InvariantCulture) : null, Position: 0);
    }
}
