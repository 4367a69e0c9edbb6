using Marketplace.Search;
using Xunit;

namespace Marketplace.Tests.Search;

/// <summary>Whoever follows item changes misses none, or is told that it may have.</summary>
public sealed class RecentItemChangesTests
{
    [Fact]
    public void Nothing_is_known_before_it_begins()
    {
        Assert.Null(new RecentItemChanges(10).Since(0));
    }

    [Fact]
    public void What_came_after_a_position_is_told_once()
    {
        var recent = new RecentItemChanges(10);
        recent.Begin(100);
        recent.Add(["a", "b"], 101);
        recent.Add(["b", "c"], 105);

        Assert.Equal(["a", "b", "c"], Told(recent, 100));
        Assert.Equal(["b", "c"], Told(recent, 101));
        Assert.Equal([], Told(recent, 105));
        Assert.Null(recent.Since(99));
    }

    [Fact]
    public void Whoever_was_away_too_long_is_told_that_anything_may_have_changed()
    {
        var recent = new RecentItemChanges(3);
        recent.Begin(0);
        recent.Add(["a", "b"], 1);
        recent.Add(["c", "d"], 2);

        Assert.Null(recent.Since(0));
        Assert.Equal(["c", "d"], Told(recent, 1));
    }

    private static IEnumerable<string> Told(RecentItemChanges recent, long position) => recent.Since(position)!;
}
