using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.EventSourcing;
using Orleans.EventSourcing.CustomStorage;
using Orleans.Providers;

namespace Marketplace.EventLog;

/// <summary>
/// The shell of an actor whose history matters. It gathers nothing and rules on nothing itself: <see cref="Decide"/>
/// runs a pure rule on the newest state, appends what it decided on condition that nobody came in between, and answers
/// with the actor's view. Interleaving is allowed so that many commands share one append; a rule therefore runs
/// without an await between reading the state and raising its events.
/// </summary>
/// <typeparam name="TState">Immutable state with a <c>When(event)</c>.</typeparam>
/// <typeparam name="TEvent">The closed set of the actor's events.</typeparam>
/// <typeparam name="TView">What callers see.</typeparam>
[Reentrant]
[LogConsistencyProvider(ProviderName = EventLogProvider.Name)]
public abstract class JournaledActor<TState, TEvent, TView>
    : JournaledGrain<Journal<TState>, Recorded<TEvent>>, ICustomStorageInterface<Journal<TState>, Recorded<TEvent>>
    where TState : class
    where TEvent : class
    where TView : class, IRevisioned
{
    /// <summary>How often a decision is made anew after losing against another writer.</summary>
    private const int MaxAttempts = 8;

    private JournalStorage<TState, TEvent> _storage = null!;

    /// <summary>The time; rules are handed it.</summary>
    protected TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>The actor's state before its first event.</summary>
    protected abstract TState Absent { get; }

    /// <summary>The newest confirmed state.</summary>
    protected TState Now => State.State ?? Absent;

    /// <summary>The newest confirmed revision.</summary>
    protected Revision Revision => new(State.Version, _storage.Position);

    /// <summary>The state after one more event. Pure.</summary>
    protected abstract TState When(TState state, TEvent happened);

    /// <summary>The view of a state. Pure.</summary>
    protected abstract TView View(TState state, Revision revision);

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Clock = ServiceProvider.GetRequiredService<TimeProvider>();
        await RefreshNow();
        await base.OnActivateAsync(cancellationToken);
    }

    /// <summary>
    /// Carries out one command: answers a repeat as it was answered first, refuses a reused key and a stale version,
    /// runs the rule, appends, and answers with the view. After a conflict it decides again on the newer state.
    /// </summary>
    /// <returns>The view after the command, or the refusal; a refusal has changed nothing.</returns>
    protected async Task<Result<TView>> Decide(CommandContext context, Func<TState, Decision<TEvent>> rule)
    {
        var result = await DecideUncounted(context, rule, isFurtherStep: false);
        EngineMeter.Decided(GetType().Name, result.Refusal);
        return result;
    }

    /// <summary>
    /// A further step of a command whose first step is recorded, after other actors had their part in it. A repeat of
    /// the command is then answered as of this step.
    /// </summary>
    protected Task<Result<TView>> Continue(CommandContext context, Func<TState, Decision<TEvent>> rule) =>
        DecideUncounted(context with { IfVersion = null }, rule, isFurtherStep: true);

    private async Task<Result<TView>> DecideUncounted(
        CommandContext context, Func<TState, Decision<TEvent>> rule, bool isFurtherStep)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var journal = TentativeState;
            if (!isFurtherStep && context.IsKeyed && journal.Commands.TryGetValue(context.Id, out var applied))
            {
                if (applied.Content != context.Content) return CommonRefusals.KeyReused;
                await ConfirmEvents();
                // The append may have failed since; then the command is no longer among the applied ones.
                if (State.Commands.ContainsKey(context.Id)) return await ViewAt(applied.Version);
                continue;
            }

            var decision = context.IfVersion is { } expected && expected != journal.Version
                ? CommonRefusals.StaleVersion.With("expected", expected).With("actual", journal.Version)
                : rule(journal.State ?? Absent);
            if (decision.Events.IsEmpty)
            {
                if (journal.Version != State.Version)
                {
                    // Decided on events that are still on their way: only what is confirmed may be told to anyone.
                    await ConfirmEvents();
                    continue;
                }

                return decision.Refusal is { } refusal ? refusal : View(Now, Revision);
            }

            if (await RaiseConditionalEvents(Record(context, decision.Events))) return View(Now, Revision);
        }

        return CommonRefusals.TooContended;
    }

    /// <summary>
    /// The answer to a command that has had its effect already, as it was answered the first time; null if it has not
    /// come before. For commands that gather facts from other actors before they decide.
    /// </summary>
    protected async Task<Result<TView>?> Repeated(CommandContext context)
    {
        if (!context.IsKeyed || !State.Commands.TryGetValue(context.Id, out var applied)) return null;
        if (applied.Content != context.Content) return CommonRefusals.KeyReused;
        return await ViewAt(applied.Version);
    }

    /// <summary>The current view.</summary>
    protected TView CurrentView() => View(Now, Revision);

    /// <inheritdoc />
    public async Task<KeyValuePair<int, Journal<TState>>> ReadStateFromStorage()
    {
        _storage ??= new JournalStorage<TState, TEvent>(ServiceProvider, this.GetGrainId(), When);
        var journal = await _storage.Read(Absent);
        return new(journal.Version, journal);
    }

    /// <inheritdoc />
    public Task<bool> ApplyUpdatesToStorage(IReadOnlyList<Recorded<TEvent>> updates, int expectedVersion) =>
        _storage.Append(updates, expectedVersion);

    /// <inheritdoc />
    protected override void TransitionState(Journal<TState> state, Recorded<TEvent> delta) =>
        _storage.Step(state, delta, Absent);

    /// <inheritdoc />
    protected override void OnStateChanged() => _storage.SnapshotIfDue(State);

    private async Task<TView> ViewAt(int version)
    {
        if (version == State.Version) return View(Now, Revision);
        var past = await _storage.ReadThrough(version, Absent);
        return View(past.Journal.State ?? Absent, new Revision(past.Journal.Version, past.Position));
    }

    private Recorded<TEvent>[] Record(CommandContext context, ImmutableArray<TEvent> events)
    {
        var now = Clock.GetUtcNow();
        var cause = new EventCause(
            context.Caller.User.Value, context.IsKeyed ? context.Id : null, context.Content,
            DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()));
        return [.. events.Select(happened => new Recorded<TEvent>(happened, cause))];
    }
}

/// <summary>Names the log-consistency provider that hands events to the event log.</summary>
public static class EventLogProvider
{
    /// <summary>The provider's name.</summary>
    public const string Name = "event-log";

    /// <summary>Where snapshots of long journals are kept.</summary>
    public const string Snapshots = "snapshots";
}
