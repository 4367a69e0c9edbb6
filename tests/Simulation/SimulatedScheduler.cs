namespace Marketplace.Tests.Simulation;

/// <summary>
/// Runs everything that can run, one step after the other on the caller's thread, in an order that follows from the
/// seed alone. Time is virtual: it moves when nothing else can happen, and now and then before that.
/// </summary>
internal sealed class SimulatedScheduler
{
    /// <summary>One step in so many lets time pass although something else could run.</summary>
    private const int StepsPerPassage = 24;

    /// <summary>How much time may pass although something else could run: nothing runs that slowly.</summary>
    private static readonly TimeSpan LongestPassage = TimeSpan.FromMilliseconds(200);

    private readonly List<object> _ready = [];
    private readonly PriorityQueue<TimedStep, (TimeSpan Due, long Number)> _later = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _timed;

    /// <summary>Prepares a run.</summary>
    /// <param name="seed">What every choice follows from.</param>
    /// <param name="isTold">Whether the steps are written down to be read.</param>
    public SimulatedScheduler(int seed, bool isTold)
    {
        Chance = new Chance(seed);
        Trace = new Trace(isTold);
    }

    /// <summary>Every choice of the run is drawn here.</summary>
    public Chance Chance { get; }

    /// <summary>What has happened.</summary>
    public Trace Trace { get; }

    /// <summary>How long it has been running, in virtual time.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Called between two steps, with nothing running.</summary>
    public Action? BetweenSteps { get; set; }

    /// <summary>Has something happen after a while; soon if that is nothing.</summary>
    /// <param name="delay">Virtual time.</param>
    /// <param name="what">What it is, in one or two words.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="act">What happens.</param>
    /// <param name="isOver">Tells that it is no longer worth waiting for; null when it always is.</param>
    public void After(TimeSpan delay, string what, object subject, Action act, Func<bool>? isOver = null)
    {
        if (delay == TimeSpan.Zero) _ready.Add(new Step(what, subject, act));
        else _later.Enqueue(new TimedStep(new Step(what, subject, act), isOver), (Now + delay, _timed++));
    }

    /// <summary>A lane has something to run.</summary>
    public void Ready(Lane lane)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException($"{lane} goes on in another thread: no such run can be repeated.");
        _ready.Add(lane);
    }

    /// <summary>Ends after a while.</summary>
    public Task Delay(TimeSpan delay)
    {
        var over = new TaskCompletionSource();
        After(delay, "wait", "", over.SetResult);
        return over.Task;
    }

    /// <summary>Takes steps until something is so.</summary>
    /// <returns>False when nothing can happen any more, or it took too many steps.</returns>
    public bool Run(Func<bool> until, int mostSteps)
    {
        var last = Steps + mostSteps;
        while (!until())
        {
            if (Steps >= last || !TakeStep()) return false;
            BetweenSteps?.Invoke();
        }

        return true;
    }

    private bool TakeStep()
    {
        if (_ready.Count == 0) LetTimePass(TimeSpan.MaxValue);
        else if (Chance.OneIn(StepsPerPassage)) LetTimePass(Now + LongestPassage);
        if (_ready.Count == 0) return false;
        Steps++;
        var at = Chance.Below(_ready.Count);
        var chosen = _ready[at];
        if (chosen is Lane lane)
        {
            // Whatever runs only adds to what can run, so the lane is still where it was found.
            Trace.Turn(lane.Number);
            if (!lane.RunOne()) RemoveAt(at);
        }
        else
        {
            var step = (Step)chosen;
            RemoveAt(at);
            Trace.Happened(Now, step.What, step.Subject);
            step.Act();
        }

        return true;
    }

    private void RemoveAt(int at)
    {
        _ready[at] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
    }

    private void LetTimePass(TimeSpan until)
    {
        while (_later.TryPeek(out var next, out var when) && when.Due <= until)
        {
            _later.Dequeue();
            if (next.IsOver?.Invoke() ?? false) continue;
            if (when.Due > Now) Now = when.Due;
            _ready.Add(next.Step);
            return;
        }
    }

    private sealed record Step(string What, object Subject, Action Act);

    private sealed record TimedStep(Step Step, Func<bool>? IsOver);
}

/// <summary>The choices of one run.</summary>
/// <param name="seed">What they follow from.</param>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>From 0, below a bound.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>True once in so many times; never for 0.</summary>
    public bool OneIn(int times) => times > 0 && _random.Next(times) == 0;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[_random.Next(several.Count)];

    /// <summary>A time up to a bound.</summary>
    public TimeSpan UpTo(TimeSpan bound) => new(_random.NextInt64(bound.Ticks) + 1);
}
