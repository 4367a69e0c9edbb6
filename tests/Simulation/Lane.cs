namespace Marketplace.Tests.Simulation;

/// <summary>
/// What one actor or one client has to run, in the order it came, one piece at a time; whose piece is next is for the
/// scheduler to choose. A lane that was ended runs nothing more: what its actor was about to do is lost with it.
/// </summary>
internal sealed class Lane : TaskScheduler
{
    private readonly SimulatedScheduler _scheduler;
    private readonly Queue<Task> _queue = [];
    private readonly string _name;
    private bool _isListed;

    /// <summary>Opens a lane.</summary>
    public Lane(SimulatedScheduler scheduler, int number, string name)
    {
        (_scheduler, Number, _name) = (scheduler, number, name);
    }

    /// <summary>Tells lanes apart.</summary>
    public int Number { get; }

    /// <summary>Whether it was ended.</summary>
    public bool IsEnded { get; private set; }

    /// <inheritdoc />
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Begins something here.</summary>
    public Task Begin(Func<Task> what) =>
        Task.Factory.StartNew(what, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();

    /// <summary>Runs the next piece.</summary>
    /// <returns>Whether there is another.</returns>
    public bool RunOne()
    {
        if (_queue.TryDequeue(out var next)) TryExecuteTask(next);
        _isListed = _queue.Count > 0;
        return _isListed;
    }

    /// <summary>Nothing more runs here.</summary>
    public void End()
    {
        IsEnded = true;
        // The scheduler may still pick the lane once; it finds nothing then.
        _queue.Clear();
    }

    /// <inheritdoc />
    public override string ToString() => _name;

    /// <inheritdoc />
    protected override void QueueTask(Task task)
    {
        if (IsEnded) return;
        _queue.Enqueue(task);
        if (_isListed) return;
        _isListed = true;
        _scheduler.Ready(this);
    }

    /// <inheritdoc />
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && !IsEnded && ReferenceEquals(Current, this) && TryExecuteTask(task);

    /// <inheritdoc />
    protected override IEnumerable<Task> GetScheduledTasks() => _queue;
}
