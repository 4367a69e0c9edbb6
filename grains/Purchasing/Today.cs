using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Purchasing;

/// <summary>What a rule may know of the world besides its facts: the time, the law, the calendar.</summary>
/// <param name="Now">UTC.</param>
/// <param name="Law">Legal numbers by date.</param>
/// <param name="Calendar">Working days.</param>
public sealed record Today(DateTimeOffset Now, PolicyTable Law, WorkingDays Calendar)
{
    /// <summary>The WIB date.</summary>
    public DateOnly Date => Wib.DateOf(Now);

    /// <summary>The end of the working days a policy row grants from now; null when the row is off.</summary>
    public DateTimeOffset? EndOf(string key) =>
        Law.At(Date)[key] is { IsOn: true } row ? Calendar.EndOf(Now, row.Count) : null;

    /// <summary>When a step other actors have a part in is taken up again, should this process not finish it.</summary>
    public DateTimeOffset ResumeAt => Now.AddSeconds(Law.At(Date)[PolicyKeys.ResumeAfter].Count);
}
