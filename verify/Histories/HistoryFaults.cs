namespace Marketplace.Verify.Histories;

/// <summary>Lies that clients could have been told about a log in which everything holds.</summary>
internal static class HistoryFaults
{
    /// <summary>All of them: name, who has to find it, and what is changed.</summary>
    public static readonly IReadOnlyList<(string, string, Func<DamagedLog, (DamagedLog, History)>)> All =
    [
        ("an acknowledged order that is not there", "told", static log => (
            log, new History([.. Told(log), Told(log)[0] with { Order = "nowhere", Key = "never" }]))),
        ("an order with other content than acknowledged", "told", static log => (
            log, First(log, static one => one with { Lines = [new OrderedLine("another", 1)] }))),
        ("an order with another total than acknowledged", "told", static log => (
            log, First(log, static one => one with { Total = one.Total + 1 }))),
        ("a refused order that took effect", "refused", static log => (
            log, First(log, static one => one with { Outcome = Outcome.Refused, Code = "not-placed" }))),
        ("an order that was put off and took effect", "refused", static log => (
            log, First(log, static one => one with { Outcome = Outcome.Later }))),
        ("an order that was called unclear and then refused", "refused", static log => (log, new History(
            [
                .. Told(log),
                Told(log)[0] with { Outcome = Outcome.Refused, Start = long.MaxValue, End = long.MaxValue },
            ]))),
        ("a key with two orders", "keys", static log => (Twice(log), new History(Told(log)))),
    ];

    /// <summary>What the clients of a log were told, had each been told the truth about its order.</summary>
    public static List<Attempt> Told(DamagedLog log) =>
    [
        .. log.Events.Where(static one => one.Type == "order-placed.v1").Select(log.SubmissionOf)
            .Where(static submitted => Effects.KeyOf(submitted) is not null).Select(log.Acknowledged),
    ];

    private static LogEvent SubmissionOf(this DamagedLog log, LogEvent placed) =>
        log.Of(placed, Effects.ByOperation[Attempt.Place]);

    private static Attempt Acknowledged(this DamagedLog log, LogEvent submitted)
    {
        var (details, placed) = (submitted.Details(), log.Of(submitted, "order-placed.v1"));
        return new Attempt(
            Client: 0, Effects.KeyOf(submitted)!, Attempt.Place, submitted.Id, Outcome.Acknowledged,
            submitted.OccurredAt, placed.OccurredAt)
        {
            Lines = Effects.LinesOf(details),
            Stage = placed.Details().Text("stage"),
            Total = details.In("totals").Whole("total"),
            Revision = placed.Version,
        };
    }

    private static History First(DamagedLog log, Func<Attempt, Attempt> change)
    {
        var told = Told(log);
        told[0] = change(told[0]);
        return new History(told);
    }

    private static DamagedLog Twice(DamagedLog log)
    {
        var once = log.SubmissionOf(log.Events.First(one => one.Type == "order-placed.v1"
            && Effects.KeyOf(log.SubmissionOf(one)) is not null));
        return log.Appended(once with { Stream = $"{once.Kind}/another" });
    }
}
