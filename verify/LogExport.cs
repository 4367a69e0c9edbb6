using System.IO.Compression;
using System.Text.Json;

namespace Marketplace.Verify;

/// <summary>
/// A log as a file of its own, for whoever is given no database: gzip of JSON lines, first each signed note as a JSON
/// text, then each event as an array [position, stream, version, type, payload, caller, commandId, content,
/// occurredAt, hash in hex].
/// </summary>
public static class LogExport
{
    /// <summary>Writes one.</summary>
    /// <param name="log">The log.</param>
    /// <param name="file">The file, which must not exist yet.</param>
    /// <returns>How many events.</returns>
    public static async Task<long> Write(LogSource log, string file)
    {
        // Signed first, read afterwards: the events are all that was signed, and perhaps more.
        var notes = await log.ReadNotes();
        await using var target = new GZipStream(new FileStream(file, FileMode.CreateNew), CompressionLevel.Fastest);
        foreach (var note in notes) Write(target, json => json.WriteStringValue(note));
        var events = 0L;
        await foreach (var happened in log.ReadEvents())
        {
            Write(target, json => Write(json, happened));
            events++;
        }

        return events;
    }

    /// <summary>The events of one.</summary>
    public static IAsyncEnumerable<LogEvent> ReadEvents(string file) =>
        Lines(file).Where(static line => line.StartsWith('[')).Select(static line =>
        {
            var row = JsonSerializer.Deserialize<JsonElement>(line);
            return new LogEvent(
                row[0].GetInt64(), row[1].GetString()!, row[2].GetInt32(), row[3].GetString()!,
                System.Text.Encoding.UTF8.GetBytes(row[4].GetRawText()), row[5].GetString()!, row[6].GetString(),
                row[7].GetString()!, row[8].GetInt64(), Convert.FromHexString(row[9].GetString()!));
        });

    /// <summary>The signed notes of one.</summary>
    public static IAsyncEnumerable<string> ReadNotes(string file) =>
        Lines(file).TakeWhile(static line => line.StartsWith('"'))
            .Select(static line => JsonSerializer.Deserialize<string>(line)!);

    private static void Write(GZipStream target, Action<Utf8JsonWriter> content)
    {
        using (var json = new Utf8JsonWriter(target)) content(json);
        target.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, LogEvent happened)
    {
        json.WriteStartArray();
        json.WriteNumberValue(happened.Position);
        happened.WriteTo(json);
        json.WriteStringValue(Convert.ToHexStringLower(happened.Hash));
        json.WriteEndArray();
    }

    private static async IAsyncEnumerable<string> Lines(string file)
    {
        await using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        while (await lines.ReadLineAsync() is { } line) yield return line;
    }
}
