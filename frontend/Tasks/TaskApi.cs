using System.Globalization;
using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Tasks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using HttpJsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Marketplace.Frontend.Tasks;

/// <summary>What waits for the caller, and what changes for them, over HTTP.</summary>
public static class TaskApi
{
    /// <summary><c>tasks</c> and <c>events</c></summary>
    public static void MapTasks(this RouteGroupBuilder api)
    {
        api.MapGet("tasks", Tasks).WithTags("Tasks").WithSummary("What waits for the caller");
        api.MapGet("events", Events).WithTags("Tasks").Produces<FeedChange>(200, "text/event-stream")
            .WithSummary("Changes of the caller's orders and tasks as they happen (server-sent events)")
            .WithDescription(
                "Events `order-changed` and `task-changed` carry small JSON; their id is a log position. Reconnect "
                + "with `Last-Event-ID` to get what happened in between. A comment every 15 seconds keeps the "
                + "connection; it is closed after 15 minutes, and when the reader does not keep up.")
            .DisableRequestTimeout();
    }

    /// <summary>Maps <c>/peristiwa</c>, the same events for whoever is signed in with a browser.</summary>
    public static void MapPageEvents(this WebApplication app) =>
        app.MapGet("/peristiwa", Events).RequireAuthorization().DisableRequestTimeout().ExcludeFromDescription();

    private static async Task<Answer<Page<WaitingTask>>> Tasks(
        PageQuery page, CallContext call, IGrainFactory grains,
        Word<TaskKind>? kind = null, Word<TaskSort>? sort = null) =>
        call.Answer(await grains.TaskList().Tasks(
            call.Caller, new TaskFilter { Kind = kind?.Value, Sort = sort?.Value ?? TaskSort.Due }, page.Request));

    private static async Task<IResult> Events(
        CallContext call, IGrainFactory grains, FeedHub hub, IOptions<HttpJsonOptions> json)
    {
        if (!TryPosition(call.Http.Request, out var after))
            return call.Refuse(HttpRefusals.InvalidParameter.On("Last-Event-ID"));
        if (hub.Count >= EventFeed.MaxConnections)
            return call.Refuse(TaskRefusals.TooManyFeeds.With("retryAfterSeconds", EventFeed.RetrySeconds));
        using var listener = hub.Join();
        var first = await grains.TaskList().Changes(call.Caller, after);
        call.Http.Response.ContentType = "text/event-stream";
        call.Http.Response.Headers.CacheControl = "no-store";
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var feed = new EventFeed(call.Http, json.Value.SerializerOptions);
        await feed.Run(first, listener, through => grains.TaskList().Changes(call.Caller, through));
        return Results.Empty;
    }

    /// <summary>No header is the present; otherwise a position this feed has given.</summary>
    private static bool TryPosition(HttpRequest request, out long? position)
    {
        var given = request.Headers["Last-Event-ID"];
        position = null;
        if (given.Count == 0 || given is [""]) return true;
        var valid = long.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        position = number;
        return valid;
    }
}
