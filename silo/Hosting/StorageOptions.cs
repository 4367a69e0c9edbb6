using System.ComponentModel.DataAnnotations;

namespace Marketplace.Silo.Hosting;

/// <summary>
/// Where everything is kept: configuration section <c>Marketplace</c>. With nothing set, SQLite under
/// <c>./data</c>; with a connection string, PostgreSQL and a cluster.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Marketplace";

    /// <summary>Folder of the SQLite files. Unused with PostgreSQL.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Npgsql connection string; empty for SQLite.</summary>
    public string PostgreSql { get; set; } = "";

    /// <summary>Whether PostgreSQL is used.</summary>
    public bool UsesPostgreSql => PostgreSql.Length > 0;
}
