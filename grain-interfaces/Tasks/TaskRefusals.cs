using Marketplace.Outcomes;

namespace Marketplace.Tasks;

/// <summary>Why the live feed refuses.</summary>
public static class TaskRefusals
{
    /// <summary>As many live feeds are open as this process carries. Facts: retryAfterSeconds.</summary>
    public static readonly RefusalCode TooManyFeeds = new(6100, "too-many-feeds", RefusalKind.Busy);
}
