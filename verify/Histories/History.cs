using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Verify.Histories;

/// <summary>What clients asked for and were told, by idempotency key.</summary>
public sealed class History
{
    /// <summary>How lines of a history file are written.</summary>
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<Outcome>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A history of these attempts.</summary>
    public History(IEnumerable<Attempt> attempts)
    {
        var byKey = new Dictionary<string, List<Attempt>>();
        foreach (var attempt in attempts)
        {
            if (!byKey.TryGetValue(attempt.Key, out var all)) byKey[attempt.Key] = all = [];
            all.Add(attempt);
            Orders.Add(attempt.Order);
        }

        ByKey = byKey;
    }

    /// <summary>The attempts under each key.</summary>
    public IReadOnlyDictionary<string, List<Attempt>> ByKey { get; }

    /// <summary>All orders it is about.</summary>
    public HashSet<string> Orders { get; } = [];

    /// <summary>All attempts.</summary>
    public IEnumerable<Attempt> Attempts => ByKey.Values.SelectMany(static attempts => attempts);

    /// <summary>Reads a history file, or all of a folder.</summary>
    /// <exception cref="IOException">There is none, or a line of it is no attempt.</exception>
    public static History Read(string path)
    {
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path, "*.jsonl") : [path];
        if (files.Length == 0) throw new FileNotFoundException($"There is no history in {path}.", path);
        return new History(files.SelectMany(File.ReadLines).Select(Parse));
    }

    /// <summary>What must hold of a log that clients were told this about.</summary>
    public IReadOnlyList<Invariant> Invariants() =>
        [new AcknowledgedInvariant(this), new RefusedInvariant(this), new KeyInvariant(this)];

    private static Attempt Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Attempt>(line, Format)!;
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"This is no line of a history: {line}", wrong);
        }
    }
}
