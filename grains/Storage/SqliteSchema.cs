using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Marketplace.Storage;

/// <summary>Brings the SQLite files of a folder to this program's schema, and refuses newer ones.</summary>
public static class SqliteSchema
{
    /// <summary>Migrates every file; each step is one transaction.</summary>
    /// <exception cref="StorageException">A file was written by a newer program.</exception>
    public static void Migrate(SqliteFiles files)
    {
        using (var log = files.OpenLog()) Migrate(log, "log");
        using (var state = files.OpenState()) Migrate(state, "state");
        using (var views = files.OpenViews()) Migrate(views, "views");
        using (var identity = files.OpenIdentity()) Migrate(identity, "identity");
    }

    private static void Migrate(SqliteConnection connection, string area)
    {
        var scripts = SchemaScripts.For("sqlite", area);
        var present = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (present > scripts.Length)
        {
            throw new StorageException(
                $"{connection.DataSource} has schema {present}, but this program knows only up to {scripts.Length}. "
                + "It was written by a newer version: start that version, or restore a backup made before it.");
        }

        foreach (var script in scripts.Where(script => script.Number > present))
        {
            using var transaction = connection.BeginTransaction();
            using var step = connection.CreateCommand();
            step.Transaction = transaction;
            step.CommandText = $"{script.Sql}\n;PRAGMA user_version = {script.Number};";
            step.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
