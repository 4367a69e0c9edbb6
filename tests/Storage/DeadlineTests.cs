using System.Collections.Concurrent;
using Marketplace.Deadlines;
using Marketplace.EventLog;
using Marketplace.Suppliers;
using Marketplace.Tests.Cluster;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Storage;

/// <summary>Who has a deadline is told when it is due.</summary>
public sealed class DeadlineTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deadline_that_came_due_while_nothing_ran_is_told_after_the_start(StorageKind kind)
    {
        var (clock, told) = (new TestClock(Start), new Told());
        var market = await TestMarketplace.Start(Setup(kind, clock, told));
        await Sanction(market, "s1", Start.AddDays(1));
        await Sanction(market, "s2", Start.AddDays(9));
        await market.CatchUp(OpenDeadlines.ProjectionName);
        Assert.Equal(0, await market.Grains.DeadlineSweeper().Sweep());
        clock.Advance(TimeSpan.FromDays(2));

        await using var again = await market.Restart();
        await told.Of("s1").WaitAsync(Patience);

        Assert.False(told.Of("s2").IsCompleted);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_actor_that_fails_is_told_again_and_keeps_nobody_waiting(StorageKind kind)
    {
        var (clock, told) = (new TestClock(Start), new Told { FailsOnce = "s1" });
        await using var market = await TestMarketplace.Start(Setup(kind, clock, told));
        await Sanction(market, "s1", Start.AddHours(1));
        await Sanction(market, "s2", Start.AddHours(2));
        clock.Advance(TimeSpan.FromDays(1));

        await told.Of("s2").WaitAsync(Patience);
        await told.Of("s1").WaitAsync(Patience);

        Assert.Equal("", told.FailsOnce);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deadline_that_was_closed_is_not_told(StorageKind kind)
    {
        var (clock, told) = (new TestClock(Start), new Told());
        await using var market = await TestMarketplace.Start(Setup(kind, clock, told));
        await Sanction(market, "s1", Start.AddDays(1));
        await market.CatchUp(OpenDeadlines.ProjectionName);
        await Append(market, "s1", 1, new SupplierSanctionEnded(1));
        await market.CatchUp(OpenDeadlines.ProjectionName);
        clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(0, await market.Grains.DeadlineSweeper().Sweep());
    }

    private static TestSetup Setup(StorageKind kind, TestClock clock, Told told) => new()
    {
        Storage = kind,
        Clock = clock,
        Configure = services => services.AddSingleton<IIncomingGrainCallFilter>(told),
    };

    private static Task Sanction(TestMarketplace market, string supplier, DateTimeOffset until) =>
        Append(market, supplier, 0, new SupplierSanctioned(new Sanction
        {
            Number = 1,
            Kind = SanctionKind.FirstWarning,
            DecreeNumber = "1",
            Reason = Enum.GetValues<SanctionReason>()[0],
            Evidence = "",
            Rule = "",
            By = UserId.Wrap("siti"),
            From = Start,
            Until = until,
        }));

    private static async Task Append(TestMarketplace market, string supplier, int version, SupplierEvent happened)
    {
        var cause = new EventCause("siti", null, "", Start);
        var type = EventTypes.NameOf(happened.GetType());
        var stored = new NewEvent(type, EventTypes.Write(happened), cause, HashChain.Genesis);
        var log = market.Services.GetRequiredService<IEventLog>();
        Assert.True((await log.Append(new StreamAppend($"supplier/{supplier}", version, [stored]))).Appended);
    }

    /// <summary>Stands before every actor and notes which deadlines it is told of.</summary>
    private sealed class Told : IIncomingGrainCallFilter
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _told = [];

        public string FailsOnce { get; set; } = "";

        public Task Of(string supplier) => Source(supplier).Task;

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.DeclaringType != typeof(IHasDeadlines)) return context.Invoke();
            var supplier = context.TargetId.Key.ToString()!;
            if (FailsOnce == supplier)
            {
                FailsOnce = "";
                throw new InvalidOperationException("Not now.");
            }

            Source(supplier).TrySetResult();
            return Task.CompletedTask;
        }

        private TaskCompletionSource Source(string supplier) =>
            _told.GetOrAdd(supplier, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
