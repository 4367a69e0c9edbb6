using System.Text.Json;
using Marketplace.Verify;
using Marketplace.Verify.Histories;
using Marketplace.Verify.Invariants;
using Xunit;

namespace Marketplace.Tests.Domain;

/// <summary>What <c>verify</c> makes of what clients were told.</summary>
public sealed class HistoryTests
{
    private static readonly Attempt Told = new(
        1, "key", Attempt.Place, "order", Outcome.Acknowledged, Start: 10, End: 20)
    {
        Lines = [new("kopi", 2), new("teh", 1.5m)],
        Stage = "awaitingSupplier",
        Total = 700,
        Revision = 2,
    };

    private static readonly LogEvent Submitted = Event(1, "order-submitted.v1", new
    {
        stage = "placing",
        lines = new[] { new { item = "teh", quantity = 1.50m }, new { item = "kopi", quantity = 2m } },
        totals = new { total = 700 },
    });

    private static readonly LogEvent Placed = Event(2, "order-placed.v1", new { stage = "awaitingSupplier" });

    [Fact]
    public void The_truth_holds_however_often_it_was_asked_for()
    {
        AssertHolds([Told], Submitted, Placed);
        AssertHolds(
            [Told with { Outcome = Outcome.Unclear }, Told with { Outcome = Outcome.Later }, Told, Told],
            Submitted, Placed);
        AssertHolds([Told with { Outcome = Outcome.Unclear }], Submitted, Placed);
        AssertHolds([Told with { Outcome = Outcome.Unclear }]);
        AssertHolds([Told with { Outcome = Outcome.Refused, Code = "not-placed" }], Submitted);
    }

    [Fact]
    public void Nothing_may_be_half_done_once_all_is_at_rest()
    {
        Assert.NotNull(AtRest(Submitted));
        Assert.Null(AtRest(Event(1, "order-precluded.v1", new { attempt = 1 })));

        static string? AtRest(LogEvent happened)
        {
            var whole = new WholeInvariant(isAtRest: true);
            return whole.See(happened, happened.Details()) ?? whole.End();
        }
    }

    [Fact]
    public void An_acknowledged_order_has_to_be_there_as_it_was_acknowledged()
    {
        AssertBroken("told", [Told]);
        AssertBroken("told", [Told], Submitted);
        AssertBroken("told", [Told with { Lines = [new("kopi", 3)] }], Submitted, Placed);
        AssertBroken("told", [Told with { Total = 701 }], Submitted, Placed);
        AssertBroken("told", [Told with { Stage = "processing" }], Submitted, Placed);
        AssertBroken("told", [Told with { Revision = 1, Stage = "placing" }], Submitted, Placed);
    }

    [Fact]
    public void A_refused_order_must_not_have_taken_effect()
    {
        var refused = Told with { Outcome = Outcome.Refused, Code = "not-placed" };
        AssertBroken("refused", [refused], Submitted, Placed);
        AssertBroken("refused", [Told with { Outcome = Outcome.Later }], Submitted, Placed);
        AssertBroken("refused", [Told, refused with { Start = 30, End = 40 }], Submitted, Placed);
        // The first attempt may still be on its way when the second is refused; then it happens after that.
        var unclear = Told with { Outcome = Outcome.Unclear, Start = 5 };
        AssertHolds([unclear, refused], Submitted, Placed);
        AssertBroken("refused", [unclear, refused with { Start = 16 }], Submitted, Placed);
    }

    [Fact]
    public void A_key_used_again_for_something_else_is_refused_and_changes_nothing()
    {
        var reused = Told with
        {
            Outcome = Outcome.Refused,
            Code = "idempotency-key-reused",
            Start = 30,
            End = 40,
            Lines = [new("kopi", 4)],
        };
        AssertHolds([Told, reused], Submitted, Placed);
    }

    [Fact]
    public void A_key_has_one_effect_on_one_order()
    {
        AssertBroken("keys", [Told], Submitted, Placed, Submitted with { Stream = "purchase-order/another" });
        AssertBroken("keys", [Told], Submitted, Placed, Submitted with { Version = 3 });
    }

    private static LogEvent Event(int version, string type, object details) => new(
        version, "purchase-order/order", version, type, JsonSerializer.SerializeToUtf8Bytes(details), "who", "who:key",
        "", OccurredAt: 15, []);

    private static void AssertHolds(Attempt[] told, params LogEvent[] log) => Assert.Null(BrokenBy(told, log));

    private static void AssertBroken(string name, Attempt[] told, params LogEvent[] log) =>
        Assert.Equal(name, BrokenBy(told, log));

    private static string? BrokenBy(Attempt[] told, LogEvent[] log)
    {
        var invariants = new History(told).Invariants();
        foreach (var happened in log)
        {
            foreach (var invariant in invariants)
                if (invariant.See(happened, happened.Details()) is not null) return invariant.Name;
        }

        return invariants.FirstOrDefault(static invariant => invariant.End() is not null)?.Name;
    }
}
