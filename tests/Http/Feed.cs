using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>Reads server-sent events of <c>/api/v1/events</c>.</summary>
internal sealed class Feed(HttpResponseMessage answer, StreamReader lines) : IDisposable
{
    public static async Task<Feed> Open(HttpClient client, long? lastEventId, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is { } id) request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new Feed(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation)));
    }

    public async Task<(string Name, long Id, JsonElement Data)> Next(CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>();
        while (true)
        {
            var line = await lines.ReadLineAsync(cancellation) ?? throw new EndOfStreamException();
            if (line.Length == 0 && fields.TryGetValue("event", out var name))
            {
                return (name, long.Parse(fields["id"], CultureInfo.InvariantCulture),
                    JsonSerializer.Deserialize<JsonElement>(fields["data"]));
            }

            if (line.Split(": ", 2) is [{ Length: > 0 } field, var value]) fields[field] = value;
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }
}
