using Marketplace.Catalogue;
using Marketplace.EventLog;
using Marketplace.Projections;
using Marketplace.Values;

namespace Marketplace.Suppliers;

/// <summary>A supplier's items that everyone sees, as of what is in the log now.</summary>
/// <param name="lists">Reads the projections.</param>
/// <param name="log">Says how far the list has to be.</param>
/// <param name="grains">The list's runner.</param>
public sealed class ItemsOnSale(ListReader lists, IEventLog log, IGrainFactory grains)
{
    private const string Sql =
        """
        SELECT item FROM catalogue_item
        WHERE supplier = @supplier AND item > @after AND stage IN ('Published', 'Frozen')
        ORDER BY item LIMIT @most
        """;

    /// <summary>The published and frozen items after one, in the order of their ids.</summary>
    /// <exception cref="TimeoutException">The list is too far behind the log; to be asked again.</exception>
    public async Task<IReadOnlyList<ItemId>> Of(SupplierId supplier, ItemId? after, int most)
    {
        var head = await log.Head();
        var reached = await grains.Projection(ItemsProjection.ProjectionName)
            .WaitFor(head, ProjectionLimits.LongestWait);
        if (reached < head) throw new TimeoutException($"The items' list stands at {reached}, the log at {head}.");
        var rows = await lists.Rows<string>(
            ItemsProjection.ProjectionName, Sql, new { supplier = supplier.Value, after = after?.Value ?? "", most });
        return [.. rows.Select(ItemId.Wrap)];
    }
}
