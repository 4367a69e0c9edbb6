using Marketplace.Tests.Storage;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>
/// The build that people use while the next one is on its way: that of the commit in
/// <c>tests/Contracts/released.txt</c>, made by <c>.ci/run</c>.
/// </summary>
internal static class EarlierBuild
{
    private const string Variable = "MARKETPLACE_EARLIER_BUILD";

    /// <summary>Says that there can be none: this copy of the sources has no history.</summary>
    private const string None = "none";

    private static readonly string? Value = Environment.GetEnvironmentVariable(Variable);

    /// <summary>Its folder.</summary>
    public static string Folder =>
        Value ?? throw new InvalidOperationException($"{Variable} is not set, and nothing may be skipped.");

    /// <summary>Why tests with it are skipped; null when they run.</summary>
    public static string? SkipReason { get; } = Value switch
    {
        None => "These sources have no history to make an earlier build from.",
        null when Environment.GetEnvironmentVariable(PostgresServer.RequireAll) != "1" =>
            $"{Variable} does not say in which folder an earlier build of the silo is; .ci/run makes one.",
        _ => PostgresServer.SkipReason,
    };
}

/// <summary>A test with two builds on PostgreSQL; skipped, with the reason, where there is only one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TwoBuildsFactAttribute : FactAttribute
{
    /// <inheritdoc />
    public override string? Skip { get; set; } = EarlierBuild.SkipReason;
}
