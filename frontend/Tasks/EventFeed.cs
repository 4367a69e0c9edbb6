using System.Globalization;
using System.Text;
using System.Text.Json;
using Marketplace.Tasks;

namespace Marketplace.Frontend.Tasks;

/// <summary>Writes one caller's changes as server-sent events until the caller goes away.</summary>
/// <param name="http">The request.</param>
/// <param name="json">How events are written.</param>
public sealed class EventFeed(HttpContext http, JsonSerializerOptions json)
{
    /// <summary>Most feeds open in one process.</summary>
    public const int MaxConnections = 5_000;

    /// <summary>What a reader is told to wait before coming back.</summary>
    public const int RetrySeconds = 3;

    /// <summary>Rights and changes are looked at this often even when nobody has said that there are any.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>A reader that does not take what is written within this time is dropped.</summary>
    private static readonly TimeSpan SlowestWrite = TimeSpan.FromSeconds(10);

    /// <summary>A feed ends after this time, so that whoever reads it has to say again who they are.</summary>
    private static readonly TimeSpan LongestFeed = TimeSpan.FromMinutes(15);

    /// <summary>Tells what there is, then waits for more.</summary>
    /// <param name="page">What there is.</param>
    /// <param name="listener">Wakes it.</param>
    /// <param name="changes">Looks up what there is after a position, with the caller's rights of that moment.</param>
    public async Task Run(FeedPage page, FeedListener listener, Func<long, Task<FeedPage>> changes)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        bounded.CancelAfter(LongestFeed);
        try
        {
            var retry = RetrySeconds * 1000;
            await Write(string.Create(
                CultureInfo.InvariantCulture, $"retry: {retry}\nid: {page.Through}\nevent: ready\ndata: {{}}\n\n"),
                bounded.Token);
            while (true)
            {
                listener.Parties = page.Parties;
                if (page.Changes.Length > 0) await Write(Text(page), bounded.Token);
                if (!page.HasMore && !await listener.Woken(Heartbeat, bounded.Token))
                    await Write(": heartbeat\n\n", bounded.Token);
                page = await changes(page.Through);
            }
        }
        catch (OperationCanceledException) when (bounded.IsCancellationRequested)
        {
            // The reader left, the process is stopping, or the feed has lasted long enough: it ends without a word.
        }
    }

    private string Text(FeedPage page)
    {
        var text = new StringBuilder();
        foreach (var change in page.Changes)
        {
            var data = JsonSerializer.Serialize(change, json);
            if (change.Kind == TaskKind.Order) Append(text, "order-changed", change.Position, data);
            Append(text, "task-changed", change.Position, data);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, long position, string data) =>
        text.Append(CultureInfo.InvariantCulture, $"id: {position}\nevent: {name}\ndata: {data}\n\n");

    private async Task Write(string text, CancellationToken cancellation)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(SlowestWrite);
        try
        {
            await http.Response.WriteAsync(text, bounded.Token);
            await http.Response.Body.FlushAsync(bounded.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            http.Abort();
            throw new OperationCanceledException("The reader does not keep up.");
        }
    }
}
