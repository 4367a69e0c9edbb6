using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Chaos;

/// <summary>A fault and what was seen of it.</summary>
/// <param name="Fault">What was to happen.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="Through">When all was well again.</param>
/// <param name="Seen">What was seen; null when it did not happen.</param>
/// <param name="ReadyAfterSeconds">From its begin until every silo said that it was ready; null when they never
/// did.</param>
public sealed record FaultSeen(Fault Fault, long At, long Through, string? Seen, double? ReadyAfterSeconds);

/// <summary>What a run came to.</summary>
public sealed record Summary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>What the faults and the choices followed from.</summary>
    public required int Seed { get; init; }

    /// <summary>How long there were load and faults.</summary>
    public required double Minutes { get; init; }

    /// <summary>Faults that really happened, by kind.</summary>
    public required IReadOnlyDictionary<FaultKind, int> Faults { get; init; }

    /// <summary>Faults that were tried and met nothing, by kind.</summary>
    public required IReadOnlyDictionary<FaultKind, int> Missed { get; init; }

    /// <summary>Kinds that were not drawn because this machine cannot do them.</summary>
    public required IReadOnlyList<FaultKind> Impossible { get; init; }

    /// <summary>Acknowledged orders.</summary>
    public required int Orders { get; init; }

    /// <summary>Acknowledged commands, orders among them.</summary>
    public required int Commands { get; init; }

    /// <summary>Refused commands, by code.</summary>
    public required IReadOnlyDictionary<string, int> Refused { get; init; }

    /// <summary>Attempts without a clear answer, by what was said instead; they were made again.</summary>
    public required IReadOnlyDictionary<string, int> Repeated { get; init; }

    /// <summary>Commands that never had a clear answer.</summary>
    public required int Unclear { get; init; }

    /// <summary>Longest time without an acknowledged write.</summary>
    public required double LongestGapSeconds { get; init; }

    /// <summary>The same after a silo was killed.</summary>
    public required double LongestGapAfterSiloKillSeconds { get; init; }

    /// <summary>From a kill, of silo or database, until all was ready, the longest; null without one.</summary>
    public required double? ReadyAfterKillSeconds { get; init; }

    /// <summary>Until nothing was under way any more, after everything had been started once more.</summary>
    public required double SettledAfterSeconds { get; init; }

    /// <summary>Acknowledged orders read back over the API afterwards.</summary>
    public required int ReadBack { get; init; }

    /// <summary>What the log and the history were checked for: how many times each.</summary>
    public required IReadOnlyDictionary<string, long> Verified { get; init; }

    /// <summary>What is wrong; empty when all is well.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>Whether the run counts and nothing is wrong.</summary>
    public bool IsGood => Wrong.Count == 0;

    /// <summary>For people, and one line of JSON.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine(
            $"""
            seed {Seed}, {Minutes:0.0} minutes: {Faults.Values.Sum()} faults, {Orders:N0} orders acknowledged
              faults      {List(Faults)}
              no faults   {List(Missed)}
              not drawn   {string.Join(", ", Impossible)}
              commands    {Commands:N0} acknowledged, {Unclear} unclear to the end
              refused     {List(Refused)}
              repeated    {List(Repeated)}
              longest without an acknowledged write
                          {LongestGapSeconds:0.0} s, after a silo was killed {LongestGapAfterSiloKillSeconds:0.0} s
              ready after a kill within {ReadyAfterKillSeconds:0.0} s, settled within {SettledAfterSeconds:0.0} s
              {ReadBack:N0} orders read back; checked: {List(Verified)}
            """);
        foreach (var wrong in Wrong) output.WriteLine($"  WRONG: {wrong}");
        output.WriteLine(IsGood ? "all is well" : "NOT WELL");
        output.WriteLine(JsonSerializer.Serialize(this, Json));
    }

    private static string List<TKey, TCount>(IReadOnlyDictionary<TKey, TCount> counts)
        where TKey : notnull => string.Join(", ", counts.Select(static one => $"{one.Key} {one.Value}"));
}
