using System.ComponentModel.DataAnnotations;
using Marketplace.Checkpoints;
using Marketplace.Storage;

namespace Marketplace.Silo.Hosting;

/// <summary>
/// Where everything is kept: configuration section <c>Marketplace</c>. With nothing set, SQLite under
/// <c>./data</c>; with a connection string, PostgreSQL and a cluster.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Marketplace";

    /// <summary>
    /// What personal numbers are encrypted with: 32 random bytes in base64. Empty: the file
    /// <c>keys/personal-data.key</c> in the data folder, made at the first start. With PostgreSQL it must be set, for
    /// all silos need the same.
    /// </summary>
    public string PersonalDataKey { get; set; } = "";

    /// <summary>
    /// What checkpoints of the log are signed with: a P-256 private key, PKCS #8 in base64. Empty: the file
    /// <c>keys/checkpoint.key</c> in the data folder, made at the first start. With PostgreSQL it must be set.
    /// </summary>
    public string CheckpointKey { get; set; } = "";

    /// <summary>Folder of the SQLite files. Unused with PostgreSQL.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Npgsql connection string; empty for SQLite.</summary>
    public string PostgreSql { get; set; } = "";

    /// <summary>
    /// The IP address other silos of the cluster reach this one at, with a port where that is fixed
    /// (<c>10.0.0.11:11111</c>); otherwise the system gives one at each start. Unused on SQLite.
    /// </summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port it listens on for other silos, 1–65535, where something in between forwards the one of
    /// <see cref="Address"/> to it; 0: that one.</summary>
    [Range(0, 65_535)]
    public int ListenPort { get; set; }

    /// <summary>
    /// File a silo keeps its search index in between two starts, its own for each silo. Empty: <c>search.index</c> in
    /// the data folder, and with PostgreSQL none: the index is then built from the log at each start.
    /// </summary>
    public string SearchIndex { get; set; } = "";

    /// <summary>Whether PostgreSQL is used.</summary>
    public bool UsesPostgreSql => PostgreSql.Length > 0;

    /// <summary>The file the search index is kept in; null where it is not kept.</summary>
    public string? FindSearchIndex() => SearchIndex.Length > 0 ? SearchIndex
        : UsesPostgreSql ? null
        : Path.Combine(DataFolder, "search.index");

    /// <summary>The key of personal numbers.</summary>
    /// <exception cref="StorageException">It is not set where it must be, or is not a key.</exception>
    public byte[] FindPersonalDataKey() => UsesPostgreSql && PersonalDataKey.Length == 0
        ? throw new StorageException(
            "With PostgreSQL set Marketplace:PersonalDataKey to 32 random bytes in base64, the same for every process: "
            + "what personal data is encrypted with cannot lie on one machine's disk.")
        : Suppliers.PersonalDataKey.Find(PersonalDataKey, DataFolder);

    /// <summary>What signs checkpoints.</summary>
    /// <exception cref="StorageException">Its key is not set where it must be, or is not a key.</exception>
    public CheckpointSigner FindCheckpointSigner() => UsesPostgreSql && CheckpointKey.Length == 0
        ? throw new StorageException(
            "With PostgreSQL set Marketplace:CheckpointKey to a P-256 private key (PKCS #8 in base64), the same for "
            + "every silo, and keep it where whoever administers the database cannot read it.")
        : CheckpointSigner.Find(CheckpointKey, DataFolder);
}
