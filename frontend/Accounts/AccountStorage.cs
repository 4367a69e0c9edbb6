namespace Marketplace.Frontend.Accounts;

/// <summary>Where accounts are kept. The host sets it, and has brought the schema up to date before.</summary>
/// <param name="UsesPostgreSql">PostgreSQL, otherwise SQLite.</param>
/// <param name="ConnectionString">Of that database.</param>
/// <param name="KeyFolder">
/// Folder of the keys that protect tickets and TOTP secrets; null to keep them in the database, where several silos
/// share them.
/// </param>
public sealed record AccountStorage(bool UsesPostgreSql, string ConnectionString, string? KeyFolder);
