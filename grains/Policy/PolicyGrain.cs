using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marketplace.Policy;

/// <inheritdoc cref="IPolicyGrain"/>
/// <param name="table">The legal numbers.</param>
[StatelessWorker, GrainType("policy")]
public sealed class PolicyGrain(PolicyTable table) : Grain, IPolicyGrain
{
    /// <inheritdoc />
    public Task<PolicyView> At(DateOnly date) => Task.FromResult(new PolicyView(
        date,
        [
            .. table.Rows.Where(row => row.ValidFrom <= date && (row.ValidUntil is not { } last || date <= last))
                .Select(ViewOf),
        ]));

    /// <inheritdoc />
    public Task<ImmutableArray<PolicyRowView>> History(string key) =>
        Task.FromResult<ImmutableArray<PolicyRowView>>([.. table.Rows.Where(row => row.Key == key).Select(ViewOf)]);

    private static PolicyRowView ViewOf(PolicyRow row) =>
        new(row.Key, row.Value, row.Unit, row.LegalBasis, row.ValidFrom, row.ValidUntil);
}
