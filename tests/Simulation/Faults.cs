namespace Marketplace.Tests.Simulation;

/// <summary>
/// What goes wrong in a run, each as "once in so many times", 0 for never. Every seed has a mixture of its own: some
/// troubles only show when another is absent.
/// </summary>
internal sealed record Faults
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly Faults None = new();

    /// <summary>A write fails and nothing is stored.</summary>
    public int WriteFails { get; init; }

    /// <summary>A write is stored and its answer lost.</summary>
    public int AnswerOfWriteLost { get; init; }

    /// <summary>A write is reported as failed and stored afterwards.</summary>
    public int WriteArrivesLate { get; init; }

    /// <summary>A write or a reading takes long.</summary>
    public int StorageIsSlow { get; init; }

    /// <summary>A reading fails.</summary>
    public int ReadFails { get; init; }

    /// <summary>A call takes long on its way, or its answer does.</summary>
    public int MessageIsSlow { get; init; }

    /// <summary>A call never arrives.</summary>
    public int CallLost { get; init; }

    /// <summary>A call is carried out and its answer never arrives.</summary>
    public int AnswerLost { get; init; }

    /// <summary>A caller gives up long before it has to.</summary>
    public int Impatience { get; init; }

    /// <summary>Between two steps a silo ends.</summary>
    public int Crash { get; init; }

    /// <summary>Between two steps the others give a silo up, while it goes on for a while: two activations of an
    /// actor.</summary>
    public int CutOff { get; init; }

    /// <summary>Between two steps an actor is put away.</summary>
    public int Deactivation { get; init; }

    /// <summary>Between two steps the clock is set forward.</summary>
    public int ClockForward { get; init; }

    /// <summary>Between two steps the clock is set back.</summary>
    public int ClockBack { get; init; }

    /// <summary>The mixture of a seed.</summary>
    public static Faults Draw(Chance chance) => new()
    {
        WriteFails = Some(chance, 15),
        AnswerOfWriteLost = Some(chance, 15),
        WriteArrivesLate = Some(chance, 20),
        StorageIsSlow = Some(chance, 8),
        ReadFails = Some(chance, 40),
        MessageIsSlow = Some(chance, 6),
        CallLost = Some(chance, 40),
        AnswerLost = Some(chance, 40),
        Impatience = Some(chance, 20),
        Crash = Some(chance, 300),
        CutOff = Some(chance, 500),
        Deactivation = Some(chance, 60),
        ClockForward = Some(chance, 400),
        ClockBack = Some(chance, 600),
    };

    private static int Some(Chance chance, int times) => chance.Below(3) switch
    {
        0 => 0,
        1 => times,
        _ => times * 4,
    };
}

/// <summary>A fault put into the simulated surroundings to see that it is found.</summary>
internal enum PlantedFault
{
    /// <summary>None.</summary>
    None,

    /// <summary>The log appends whatever version an append was decided on.</summary>
    LogIgnoresVersions,

    /// <summary>The cart table overwrites whatever there is.</summary>
    CartsIgnoreVersions,

    /// <summary>The log answers before it has stored, and loses some of what it answered.</summary>
    LogForgetsWrites,

    /// <summary>A silo goes on appending after the others have given it up.</summary>
    SilosGivenUpAppend,

    /// <summary>Every attempt at a command has a key of its own, so that no actor can tell a repeat.</summary>
    KeysChange,

    /// <summary>An item answers that it has held stock, and has not.</summary>
    StockIsNotHeld,

    /// <summary>An item answers that it has freed stock, and has not.</summary>
    StockIsNotVoided,

    /// <summary>A plan answers that it has freed budget, and has not.</summary>
    BudgetIsNotReleased,

    /// <summary>Nobody tells actors of their deadlines.</summary>
    DeadlinesAreNotTold,
}
