using Marketplace.Commands;
using Marketplace.Frontend.Accounts;
using Marketplace.Values;

namespace Marketplace.Frontend.Http;

/// <summary>Who calls, with which key: bound from the request by every endpoint.</summary>
public sealed class CallContext
{
    private CallContext(HttpContext http) => Http = http;

    /// <summary>The request.</summary>
    public HttpContext Http { get; }

    /// <summary>Who calls: the account signed in, or <see cref="Caller.Anonymous"/>.</summary>
    public Caller Caller => Http.Caller();

    /// <summary>The command's context; only endpoints behind <see cref="CommandEndpoints.RequireKey"/> use
    /// it.</summary>
    public CommandContext Command
    {
        get
        {
            var key = Http.Features.Get<CommandKey>()
                ?? throw new InvalidOperationException("The endpoint lacks RequireKey().");
            return new CommandContext(Caller, key.Key, key.Content, key.IfVersion, Http.Now());
        }
    }

    /// <summary>Minimal APIs call this.</summary>
    public static ValueTask<CallContext> BindAsync(HttpContext http) => ValueTask.FromResult(new CallContext(http));
}

/// <summary>Who calls, and when.</summary>
public static class Callers
{
    /// <summary>The time by the clock of the process.</summary>
    public static DateTimeOffset Now(this HttpContext http) =>
        http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>The account signed in, or <see cref="Caller.Anonymous"/>.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.User.UserId() is { } id ? new Caller(UserId.Wrap(id)) : Commands.Caller.Anonymous;
}
