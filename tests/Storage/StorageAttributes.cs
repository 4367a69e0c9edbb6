using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace Marketplace.Tests.Storage;

/// <summary>The databases everything must behave the same on.</summary>
public enum StorageKind
{
    /// <summary>A folder of SQLite files.</summary>
    Sqlite = 1,

    /// <summary>A PostgreSQL database.</summary>
    Postgres = 2,
}

/// <summary>Runs a <c>[Theory]</c> with its only parameter <see cref="StorageKind.Sqlite"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    /// <inheritdoc />
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StorageKind.Sqlite]];
}

/// <summary>
/// Runs a <c>[Theory]</c> with its only parameter <see cref="StorageKind.Postgres"/>; skipped, with the reason, on a
/// machine without a server.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    /// <inheritdoc />
    public override string? Skip { get; set; } = PostgresServer.SkipReason;

    /// <inheritdoc />
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StorageKind.Postgres]];
}

/// <summary>
/// A test of what only PostgreSQL or a cluster on it has; skipped, with the reason, on a machine without a server.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <inheritdoc />
    public override string? Skip { get; set; } = PostgresServer.SkipReason;
}
