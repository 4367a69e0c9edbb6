using Marketplace.Projections;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>Which completed orders wait for their signer's rating, oldest first.</summary>
/// <param name="lists">Reads the projections.</param>
public sealed class UnratedOrders(ListReader lists)
{
    /// <summary>
    /// Most orders looked at. The list may lag behind ratings given a moment ago, so the orders themselves are asked
    /// whether it is still so; more than these are hardly ever rated within a moment.
    /// </summary>
    private const int Most = 5;

    private const string Sql =
        """
        SELECT id FROM order_list WHERE signer = @signer AND to_rate = 1 AND since < @before
        ORDER BY since LIMIT @most
        """;

    /// <summary>Orders this user signed that were completed before a moment and have no rating.</summary>
    public async Task<IReadOnlyList<OrderId>> Of(UserId signer, DateTimeOffset completedBefore)
    {
        var rows = await lists.Rows<string>(OrdersAndTasks.ProjectionName, Sql, new
        {
            signer = signer.Value,
            before = completedBefore.ToUnixTimeMilliseconds(),
            most = Most,
        });
        return [.. rows.Select(OrderId.Wrap)];
    }
}
