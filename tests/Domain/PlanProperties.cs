using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Marketplace.Budgets;
using Marketplace.EventLog;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.PlanFixture;

namespace Marketplace.Tests.Domain;

/// <summary>What holds for a plan whatever is asked of it, in whatever order and however often.</summary>
public sealed class PlanProperties
{
    private static readonly OrderId[] Orders = [Order(1), Order(2), Order(3)];

    // Few orders, lines and ids, so that repeats, conflicts and shortages are common.
    private static readonly Gen<Move> OneMove = Gen.Select(
        Gen.Enum<Verb>(), Gen.Int[0, 2], Gen.Int[0, 3], Gen.Long[0, 70], Gen.Long[0, 70],
        static (verb, order, id, first, second) => new Move(verb, Orders[order], id, first, second));

    private static readonly Gen<Move[]> Moves = OneMove.Array[0, 40];

    [Fact]
    public void No_sequence_of_commands_overspends_a_line() => Moves.Sample(static moves =>
    {
        var plan = Announced(100, 60);
        foreach (var move in moves)
        {
            plan = After(plan, Decided(plan, move));
            foreach (var line in plan.Lines.Values)
            {
                Assert.True(line.Balance.Used <= line.Terms.Ceiling, $"{line} after {move}");
                Assert.True(line.Balance is { Held.Amount: >= 0, Committed.Amount: >= 0, Realised.Amount: >= 0 });
            }
        }
    });

    [Fact]
    public void Lines_orders_and_packages_always_add_up_to_the_same() => Moves.Sample(static moves =>
    {
        var plan = moves.Aggregate(Announced(100, 60), static (state, move) => After(state, Decided(state, move)));

        var lines = plan.Lines.Values.Sum(static line => line.Balance.Used);
        var orders = plan.Active.Values.Sum(static order => order.Total().Used)
            + plan.Finished.Values.Sum(static order => order.Realised);
        Assert.Equal(lines, orders);
        Assert.Equal(lines, plan.Packages.Values.Sum(static amount => amount));
    });

    [Fact]
    public void Repeating_a_command_changes_nothing() => Moves.Sample(static moves =>
    {
        var plan = Announced(100, 60);
        foreach (var move in moves.Where(static move => move.Verb != Verb.Revise))
        {
            plan = After(plan, Decided(plan, move));
            Assert.Empty(Decided(plan, move).Events);
        }
    });

    [Fact]
    public void A_late_repeat_never_moves_budget_again() => Moves.Sample(static moves =>
    {
        var plan = moves.Aggregate(Announced(100, 60), static (state, move) => After(state, Decided(state, move)));
        // A payment that was taken counts once, however the repeats are shuffled in between.
        foreach (var move in moves.Where(static move => move.Verb is Verb.Hold or Verb.Realise).Reverse())
        {
            var known = plan.Active.GetValueOrDefault(move.Order)?.Payments
                ?? plan.Finished.GetValueOrDefault(move.Order)?.Payments;
            var isTaken = move.Verb == Verb.Hold
                ? plan.Active.ContainsKey(move.Order) || plan.Finished.ContainsKey(move.Order)
                : known?.ContainsKey(move.Id) ?? false;
            if (isTaken) Assert.Empty(Decided(plan, move).Events);
        }
    });

    [Fact]
    public void A_refusal_changes_nothing() => Moves.Sample(static moves =>
    {
        var plan = Announced(100, 60);
        foreach (var move in moves)
        {
            var before = Seen(plan);
            var decision = Decided(plan, move);
            if (decision.Refusal is not null) Assert.Empty(decision.Events);
            // Deciding has no effect of its own: only events have.
            Assert.Equal(before, Seen(plan));
            plan = After(plan, decision);
        }
    });

    [Fact]
    public void Replaying_the_log_gives_the_same_state() => Moves.Sample(static moves =>
    {
        var log = new List<PlanEvent>();
        var plan = Announced(100, 60);
        foreach (var move in moves)
        {
            var decision = Decided(plan, move);
            log.AddRange(decision.Events);
            plan = After(plan, decision);
        }

        var replayed = log
            .Select(static happened => (PlanEvent)EventTypes.Read(
                EventTypes.NameOf(happened.GetType()), EventTypes.Write(happened)))
            .Aggregate(Announced(100, 60), static (state, happened) => state.When(happened));

        Assert.Equal(Seen(plan), Seen(replayed));
    });

    [Fact]
    public void A_snapshot_gives_the_same_state() => Moves.Sample(static moves =>
    {
        var plan = moves.Aggregate(Announced(100, 60), static (state, move) => After(state, Decided(state, move)));

        var json = System.Text.Json.JsonSerializer.Serialize(plan, EventTypes.Json);
        var read = System.Text.Json.JsonSerializer.Deserialize<ProcurementPlan>(json, EventTypes.Json)!;

        Assert.Equal(Seen(plan), Seen(read));
        foreach (var move in moves)
            Assert.Equal(Decided(plan, move).Refusal?.Code, Decided(read, move).Refusal?.Code);
    });

    private static Decision<PlanEvent> Decided(ProcurementPlan plan, Move move) => move.Verb switch
    {
        Verb.Hold => plan.Hold(move.Order, Category, move.Amounts, Today),
        Verb.Amend => plan.Amend(move.Order, move.Id, move.Amounts),
        Verb.Commit => plan.Commit(move.Order),
        Verb.Realise => plan.Realise(move.Order, move.Id, new Rupiah(move.First)),
        Verb.Release => plan.Release(move.Order),
        _ => plan.Revise(Revision(Package(move.First, move.Second)), mayAnnounce: true, officerAppointed: true),
    };

    private static ProcurementPlan After(ProcurementPlan plan, Decision<PlanEvent> decision) =>
        decision.Events.Aggregate(plan, static (state, happened) => state.When(happened));

    private static string Seen(ProcurementPlan plan) => string.Join(
        '\n',
        [
            plan.Stage.ToString(), plan.Package!.Ceiling.ToString(),
            .. plan.Lines.Values.Select(static line => line.ToString()),
            .. Orders.Select(order => plan.HoldOf(Code, order).ToString()),
            .. Orders.Select(order => $"{plan.Active.ContainsKey(order)} {plan.Finished.ContainsKey(order)}"),
        ]);

    private enum Verb
    {
        Hold,
        Amend,
        Commit,
        Realise,
        Release,
        Revise,
    }

    private sealed record Move(Verb Verb, OrderId Order, int Number, long First, long Second)
    {
        public string Id => Number.ToString(CultureInfo.InvariantCulture);

        public ImmutableArray<BudgetAmount> Amounts => PlanFixture.Amounts(First, Second);
    }
}
