using System.Collections.Concurrent;
using Marketplace.Catalogue;
using Marketplace.Policy;
using Marketplace.Projections;

namespace Marketplace.Purchasing;

/// <summary>
/// What there is to buy of each KBKI code, read from the items' list and remembered by the silo for
/// <see cref="Remembered"/>: an order asks memory, the database is asked once per code and interval. The list counts
/// what lies in stock, also what other orders hold and have not taken yet.
/// </summary>
/// <param name="lists">Reads the projections.</param>
/// <param name="policies">The legal numbers.</param>
/// <param name="clock">The time.</param>
public sealed class LocalContentMarkets(ListReader lists, PolicyTable policies, TimeProvider clock)
{
    /// <summary>
    /// How long an answer holds. A listing that comes or goes is seen by orders this much later; a buyer can always
    /// give a reason.
    /// </summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private const string Sql =
        """
        SELECT MAX(CASE WHEN local_content >= @floor THEN local_content ELSE 0 END) AS Certified,
            MAX(CASE WHEN local_content < @floor THEN local_content ELSE 0 END) AS LowContent,
            COUNT(*) AS Domestic
        FROM catalogue_item WHERE kbki = @kbki AND stage = @stage AND domestic = 1 AND on_hand > 0
        """;

    /// <summary>As many entries as there are codes that lines below the highest step were ordered of.</summary>
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>The market of a KBKI code, at most <see cref="Remembered"/> old.</summary>
    public Task<LocalContentMarket> Of(string kbki)
    {
        var now = clock.GetUtcNow();
        if (_answers.TryGetValue(kbki, out var known) && now < known.Until && !known.Market.IsFaulted)
            return known.Market;
        // Two at once may both read: that costs one query more and no lock.
        var asked = new Answer(Read(kbki, now), now + Remembered);
        _answers[kbki] = asked;
        return asked.Market;
    }

    private async Task<LocalContentMarket> Read(string kbki, DateTimeOffset now)
    {
        var rows = await lists.Rows<Row>(ItemsProjection.ProjectionName, Sql, new
        {
            kbki,
            floor = policies.At(now)[PolicyKeys.LocalContentProductFloor].Value,
            stage = nameof(ItemStage.Published),
        });
        var row = rows[0];
        return new LocalContentMarket(row.Certified > 0, row.LowContent > 0, row.Domestic > 0);
    }

    private sealed record Answer(Task<LocalContentMarket> Market, DateTimeOffset Until);

#pragma warning disable CA1812 // Dapper makes them.
    private sealed class Row
    {
        public long? Certified { get; set; }
        public long? LowContent { get; set; }
        public long Domestic { get; set; }
    }
#pragma warning restore CA1812
}
