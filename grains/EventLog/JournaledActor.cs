using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Outcomes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Marketplace.EventLog;

/// <summary>
/// The shell of an actor whose history matters. It gathers nothing and rules on nothing itself: <see cref="Decide"/>
/// runs a pure rule on the newest state, appends what it decided on condition that nobody came in between, and answers
/// with the actor's view. A decision without an event, as a refusal, is told only after the log has been asked: while
/// silos lose sight of each other there may be another activation. Interleaving is allowed so that many commands share
/// one append; a rule therefore runs without an await between reading the state and raising its events.
/// </summary>
/// <typeparam name="TState">Immutable state with a <c>When(event)</c>.</typeparam>
/// <typeparam name="TEvent">The closed set of the actor's events.</typeparam>
/// <typeparam name="TView">What callers see.</typeparam>
[Reentrant]
public abstract class JournaledActor<TState, TEvent, TView> : Grain
    where TState : class
    where TEvent : class
    where TView : class, IRevisioned
{
    /// <summary>How often a decision is made anew after losing against another writer.</summary>
    private const int MaxAttempts = 8;

    private JournalStorage<TState, TEvent> _storage = null!;
    private Journal<TState> _confirmed = null!;
    private Journal<TState> _tentative = null!;
    private AppendBatch<TState, TEvent>? _appending;
    private AppendBatch<TState, TEvent>? _waiting;
    private bool _isAppending;
    private bool _isStale;
    private int _failures;
    private Task _reading = Task.CompletedTask;

    /// <summary>The time; rules are handed it.</summary>
    protected TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>The other actors.</summary>
    protected Neighbours Near { get; private set; } = null!;

    /// <summary>The actor's id.</summary>
    protected string Key { get; private set; } = "";

    /// <summary>What neighbours may ask the actor without a message, as an interface of its class that reads
    /// <see cref="Now"/> or <see cref="Confirmed"/> once, changes nothing and is called on any thread; null when there
    /// is none.</summary>
    protected virtual Type? Questions => null;

    /// <summary>The actor's state before its first event.</summary>
    protected abstract TState Absent { get; }

    /// <summary>The newest confirmed journal; another thread may be at it.</summary>
    protected Journal<TState> Confirmed => Volatile.Read(ref _confirmed);

    /// <summary>The newest confirmed state.</summary>
    protected TState Now => Confirmed.State;

    /// <summary>The state after what is decided but not yet stored; nobody may be told of it.</summary>
    protected TState Tentative => _tentative.State;

    /// <summary>The newest confirmed revision.</summary>
    protected Revision Revision => new(_confirmed.Version, _storage.Position);

    /// <summary>The state after one more event. Pure.</summary>
    protected abstract TState When(TState state, TEvent happened);

    /// <summary>The view of a state. Pure.</summary>
    protected abstract TView View(TState state, Revision revision);

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Clock = ServiceProvider.GetRequiredService<TimeProvider>();
        Near = ServiceProvider.GetRequiredService<Neighbours>();
        Key = this.GetPrimaryKeyString();
        _storage = new JournalStorage<TState, TEvent>(
            ServiceProvider.GetRequiredService<Journals>(), this.GetGrainId(), When);
        _confirmed = _tentative = await _storage.Read(known: null, Absent);
        if (Questions is { } questions) Near.Enter(questions, Key, this);
    }

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (Questions is { } questions) Near.Leave(questions, Key, this);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Carries out one command: answers a repeat as it was answered first, refuses a reused key and a stale version,
    /// runs the rule, appends, and answers with the view. After a conflict it decides again on the newer state.
    /// </summary>
    /// <returns>The view after the command, or the refusal; a refusal has changed nothing.</returns>
    protected async Task<Result<TView>> Decide(CommandContext context, Func<TState, Decision<TEvent>> rule)
    {
        var result = await Seen(await Resolve(context, rule, isFurtherStep: false));
        EngineMeter.Decided(GetType().Name, result.Refusal);
        return result;
    }

    /// <summary>The same for what leaves nothing to see.</summary>
    /// <returns>Null, or the refusal.</returns>
    protected async Task<Refusal?> DecideUnseen(CommandContext context, Func<TState, Decision<TEvent>> rule)
    {
        var (refusal, _) = await Resolve(context, rule, isFurtherStep: false);
        EngineMeter.Decided(GetType().Name, refusal);
        return refusal;
    }

    /// <summary>
    /// A further step of a command whose first step is recorded, after other actors had their part in it. A repeat of
    /// the command is then answered as of this step, unless something else has happened since: what comes after that
    /// belongs to no command, or the repeat would be answered with another command's effect.
    /// </summary>
    protected async Task<Result<TView>> Continue(CommandContext context, Func<TState, Decision<TEvent>> rule) =>
        await Seen(await Resolve(context with { IfVersion = null }, rule, isFurtherStep: true));

    /// <summary>The view of what was decided.</summary>
    private async ValueTask<Result<TView>> Seen((Refusal? Refusal, int? Version) decided) =>
        decided.Refusal is { } refusal ? refusal
        : decided.Version is { } past ? await ViewAt(past)
        : View(Now, Revision);

    /// <returns>The refusal, or the version a repeat is answered as of; neither for the newest.</returns>
    private async Task<(Refusal? Refusal, int? Version)> Resolve(
        CommandContext context, Func<TState, Decision<TEvent>> rule, bool isFurtherStep)
    {
        var isFresh = false;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (_isStale)
            {
                await Freshen();
                isFresh = true;
            }

            var journal = _tentative;
            if (!isFurtherStep && context.IsKeyed && journal.Commands.TryGetValue(context.Id, out var applied))
            {
                if (applied.Content != context.Content) return (CommonRefusals.KeyReused, null);
                await Settled();
                // The append may have failed since; then the command is no longer among the applied ones.
                if (_confirmed.Commands.ContainsKey(context.Id)) return (null, applied.Version);
                continue;
            }

            var decision = context.IfVersion is { } expected && expected != journal.Version
                ? CommonRefusals.StaleVersion.With("expected", expected).With("actual", journal.Version)
                : rule(journal.State);
            if (decision.Events.IsEmpty)
            {
                if (journal.Version != _confirmed.Version)
                {
                    // Decided on events that are still on their way: only what is confirmed may be told to anyone.
                    await Settled();
                    continue;
                }

                if (isFresh) return (decision.Refusal, null);
                _isStale = true;
                continue;
            }

            var cause = isFurtherStep && !journal.EndsWith(context) ? context with { Key = "", Content = "" } : context;
            if (await Append(Record(cause, decision.Events))) return (null, null);
        }

        return (CommonRefusals.TooContended, null);
    }

    /// <summary>
    /// The answer to a command that has had its effect already, as it was answered the first time; null if it has not
    /// come before. For commands that gather facts from other actors before they decide.
    /// </summary>
    protected async Task<Result<TView>?> Repeated(CommandContext context)
    {
        if (!context.IsKeyed || !_confirmed.Commands.TryGetValue(context.Id, out var applied)) return null;
        if (applied.Content != context.Content) return CommonRefusals.KeyReused;
        return await ViewAt(applied.Version);
    }

    /// <summary>Whether there is anything. Before that is denied the log is asked: another activation may have made
    /// what people have been told of.</summary>
    protected async Task<bool> Exists()
    {
        if (_confirmed.Version == 0)
            await Resolve(CommandContext.System, static _ => Decision<TEvent>.Nothing, isFurtherStep: true);
        return _confirmed.Version > 0;
    }

    /// <summary>The current view.</summary>
    protected TView CurrentView() => View(Now, Revision);

    /// <summary>
    /// Queues decided events behind the append under way; all that is queued by then is the next append.
    /// </summary>
    /// <returns>False when the stream had moved on, and with it the state they were decided on.</returns>
    /// <exception cref="Exception">Whether they are stored is unknown.</exception>
    private Task<bool> Append(ImmutableArray<Recorded<TEvent>> events)
    {
        _tentative = events.Aggregate(_tentative, _storage.Step);
        var batch = _waiting ??= new AppendBatch<TState, TEvent>();
        batch.Add(events, _tentative);
        if (!_isAppending) AppendWaiting().Ignore();
        return batch.Outcome;
    }

    private async Task AppendWaiting()
    {
        _isAppending = true;
        while (_waiting is { } batch)
        {
            (_appending, _waiting) = (batch, null);
            var (isStored, failure) = (false, default(Exception));
            try
            {
                isStored = await _storage.Append(batch.Events, _confirmed.Version);
            }
#pragma warning disable CA1031 // Every kind of failure must reach the commands that wait for this append.
            catch (Exception any)
#pragma warning restore CA1031
            {
                failure = any;
            }

            if (isStored) Confirm(batch);
            else await Reconsider(batch, failure);
        }

        _isAppending = false;
    }

    private void Confirm(AppendBatch<TState, TEvent> batch)
    {
        (_confirmed, _failures) = (batch.After, 0);
        _storage.SnapshotIfDue(_confirmed);
        batch.End(isStored: true);
    }

    /// <summary>
    /// Reads what is really stored. The commands of the append decide again when the stream has moved on: their own
    /// events, stored although the answer was lost, may be what moved it. When it has not, they try once more: should
    /// the first append arrive after all, it takes the version of the second. A storage that fails again, or cannot be
    /// read, leaves the outcome unknown, and they are told so.
    /// </summary>
    private async Task Reconsider(AppendBatch<TState, TEvent> batch, Exception? failure)
    {
        var before = _confirmed.Version;
        try
        {
            await ReadAgain();
        }
#pragma warning disable CA1031 // Storage that cannot be read either is read before the next decision.
        catch (Exception unread)
#pragma warning restore CA1031
        {
            (_tentative, _isStale) = (_confirmed, true);
            failure ??= unread;
        }

        // Those queued meanwhile decided on events that may never have happened.
        var misled = _waiting;
        _waiting = null;
        if (failure is null || _confirmed.Version > before || (!_isStale && _failures++ == 0))
            batch.End(isStored: false);
        else batch.Fail(_storage.Unknown(failure));
        misled?.End(isStored: false);
    }

    private async Task ReadAgain()
    {
        _confirmed = _tentative = await _storage.Read(_confirmed, Absent);
        _isStale = false;
    }

    /// <summary>Reads what is stored after that failed when it was needed; once for all who ask.</summary>
    private async Task Freshen()
    {
        if (_reading.IsCompleted) _reading = ReadAgain();
        try
        {
            await _reading;
        }
#pragma warning disable CA1031 // Whatever keeps the journal from being read, the command has no certain outcome.
        catch (Exception unread)
#pragma warning restore CA1031
        {
            throw _storage.Unknown(unread);
        }
    }

    /// <summary>Ends when everything decided so far is stored, or is known not to be.</summary>
    private async Task Settled()
    {
        if ((_waiting ?? _appending) is { } last)
        {
            await ((Task)last.Outcome).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task<TView> ViewAt(int version)
    {
        if (version == _confirmed.Version) return View(Now, Revision);
        var past = await _storage.ReadThrough(version, Absent);
        return View(past.Journal.State, new Revision(past.Journal.Version, past.Position));
    }

    private ImmutableArray<Recorded<TEvent>> Record(CommandContext context, ImmutableArray<TEvent> events)
    {
        var now = Clock.GetUtcNow();
        var cause = new EventCause(
            context.Caller.User.Value, context.IsKeyed ? context.Id : null, context.Content,
            DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()));
        return [.. events.Select(happened => new Recorded<TEvent>(happened, cause))];
    }
}
