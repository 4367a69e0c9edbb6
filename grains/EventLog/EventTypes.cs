using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.EventLog;

/// <summary>Maps event classes to their stored names and JSON, both ways.</summary>
public static class EventTypes
{
    /// <summary>How events and snapshots are written: camelCase, enums by name, absent instead of null.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        // Names of people and products stay readable in the log; it is never written into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly FrozenDictionary<string, Type> ByName = typeof(EventTypes).Assembly.GetTypes()
        .Select(static type => (type, stored: type.GetCustomAttribute<StoredAsAttribute>()))
        .Where(static pair => pair.stored is not null)
        .ToFrozenDictionary(static pair => pair.stored!.Name, static pair => pair.type);

    private static readonly FrozenDictionary<Type, string> ByType =
        ByName.ToFrozenDictionary(static pair => pair.Value, static pair => pair.Key);

    /// <summary>Every stored type name with its class.</summary>
    public static IReadOnlyDictionary<string, Type> All => ByName;

    /// <summary>The stored name of an event class.</summary>
    /// <exception cref="KeyNotFoundException">The class lacks <see cref="StoredAsAttribute"/>.</exception>
    public static string NameOf(Type type) => ByType[type];

    /// <summary>The stored names of event classes.</summary>
    public static IReadOnlyCollection<string> NamesOf(params Type[] types) => [.. types.Select(NameOf)];

    /// <summary>UTF-8 JSON of an event.</summary>
    public static byte[] Write(object happened) =>
        JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Json);

    /// <summary>The event of a stored name and payload.</summary>
    /// <exception cref="InvalidDataException">A type this program does not know, or a payload that is not
    /// one.</exception>
    public static object Read(string name, ReadOnlySpan<byte> payload) =>
        ByName.TryGetValue(name, out var type)
            ? JsonSerializer.Deserialize(payload, type, Json) ?? throw new InvalidDataException($"Empty event {name}.")
            : throw new InvalidDataException($"This program does not know events of type {name}.");

    /// <summary>The event of a stored record.</summary>
    public static object Read(StoredEvent stored) => stored.Event;
}
