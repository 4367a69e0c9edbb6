using System.Diagnostics;
using System.Text.Json;
using Marketplace.Load;
using Marketplace.Verify.Histories;

namespace Marketplace.Chaos;

/// <summary>A command as a client means it, however often it has to be sent.</summary>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Operation">What for, as in <see cref="Attempt"/>.</param>
/// <param name="Order">Of which order.</param>
/// <param name="Path">Below the API's root.</param>
/// <param name="Body">JSON.</param>
/// <param name="Token">The Authorization header.</param>
/// <param name="Lines">What is ordered; null where nothing is.</param>
internal sealed record Command(
    string Key, string Operation, string Order, string Path, byte[] Body, string Token,
    IReadOnlyList<OrderedLine>? Lines = null);

/// <summary>Sends commands until it is told clearly what became of them, and notes every attempt.</summary>
/// <param name="number">Who it is.</param>
/// <param name="hosts">The API of each silo.</param>
/// <param name="record">Where attempts are noted.</param>
internal sealed class Client(int number, IReadOnlyList<Api> hosts, Record record)
{
    /// <summary>How long a client waits for one answer: longer than a call between actors may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>After this long without a clear answer a client goes away.</summary>
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan TryElsewhere = TimeSpan.FromMilliseconds(200);

    private int _moves;

    /// <summary>The API of the silo it speaks to now.</summary>
    public Api Host => hosts[(number + _moves) % hosts.Count];

    /// <summary>The API of another silo.</summary>
    public Api OtherHost => hosts[(number + _moves + 1) % hosts.Count];

    /// <summary>Sends a command until there is a clear answer.</summary>
    /// <returns>The last attempt.</returns>
    public async Task<Attempt> Send(Command command)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var start = Now();
            var answer = await Host.Command(
                HttpMethod.Post, Host.At(command.Path), command.Body, command.Token, command.Key, keep: true);
            var attempt = Told(command, answer, start, Now());
            record.Note(attempt);
            if (attempt.Outcome is Outcome.Acknowledged or Outcome.Refused) return attempt;
            if (since.Elapsed > GiveUp)
            {
                record.GaveUp();
                return attempt;
            }

            await GoOn(answer);
        }
    }

    /// <summary>Does something that is no order, such as filling a cart, until it is done.</summary>
    /// <returns>Whether it is.</returns>
    public async Task<bool> Do(HttpMethod method, string path, byte[] body, string token, string key)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var answer = await Host.Command(method, Host.At(path), body, token, key);
            if (answer.IsOk) return true;
            if (since.Elapsed > GiveUp || OutcomeOf(answer) == Outcome.Refused) return false;
            await GoOn(answer);
        }
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Waits as long as it was told to; who was told nothing asks elsewhere.</summary>
    private async Task GoOn(ApiAnswer answer)
    {
        if (answer.RetryAfter is null || answer.Error == "stopping") _moves++;
        await Task.Delay(answer.Error == "stopping" ? TryElsewhere : answer.RetryAfter ?? TryElsewhere);
    }

    private static Outcome OutcomeOf(ApiAnswer answer) => answer switch
    {
        { IsOk: true } => Outcome.Acknowledged,
        { Status: 429 } => Outcome.Later,
        // What says nothing but that it failed may have been done.
        { Status: 503 } when answer.Error is not ("outcome-unknown" or "http-503") => Outcome.Later,
        { Status: >= 400 and < 500 } => Outcome.Refused,
        _ => Outcome.Unclear,
    };

    private Attempt Told(Command command, ApiAnswer answer, long start, long end)
    {
        var attempt = new Attempt(number, command.Key, command.Operation, command.Order, OutcomeOf(answer), start, end)
        {
            Lines = command.Lines,
            Code = answer.Error,
        };
        if (answer.Error == "internal-error")
            record.Saw($"{command.Operation} of {command.Order}: {System.Text.Encoding.UTF8.GetString(answer.Body!)}");
        if (attempt.Outcome != Outcome.Acknowledged) return attempt;
        var told = JsonSerializer.Deserialize<JsonElement>(answer.Body);
        // A checkout answers with what became of each of its orders.
        if (told.TryGetProperty("orders", out var orders)) told = orders[0].GetProperty("placed");
        return attempt with
        {
            Stage = told.GetProperty("stage").GetString(),
            Total = told.GetProperty("totals").GetProperty("total").GetInt64(),
            Revision = told.GetProperty("revision").GetProperty("version").GetInt32(),
        };
    }
}
