using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Marketplace.Load;

/// <summary>
/// The same texts, looked for in the database of the host by what it has itself: <c>LIKE '%word%'</c> or its full text
/// search. Each search asks for the page and, for the filters beside it, how many there are of each category and
/// origin. In this process and without HTTP or JSON, which is in the database's favour; without the other filters and
/// the delivered price, which is too.
/// </summary>
/// <param name="folder">The host's folder.</param>
/// <param name="usesFullText">Full text instead of LIKE.</param>
public sealed class DatabaseSearches(string folder, bool usesFullText) : IScenario
{
    private const int Shown = 24;

    private readonly ConcurrentBag<SqliteConnection> _connections = [];
    private string[][] _searches = [];

    /// <inheritdoc />
    public string Name => usesFullText ? "search-fulltext" : "search-like";

    /// <inheritdoc />
    public async Task Prepare()
    {
        _searches = [.. (await Searches.Lines()).Select(static line => Searches.TextOf(line).Split(' '))];
        if (usesFullText) await Index();
    }

    /// <inheritdoc />
    public Task<string?> Once(int caller) => Task.Run(() =>
    {
        var words = _searches[Random.Shared.Next(_searches.Length)];
        var (from, order) = usesFullText
            ? ("found WHERE found MATCH @w0", "rank")
            : ($"catalogue_item WHERE visible = 1 {string.Concat(words.Select(
                static (_, at) => $" AND name_key LIKE @w{at}"))}", "name_key");
        string[] values = usesFullText
            ? [string.Join(' ', words.Select(static word => $"\"{word}\""))]
            : [.. words.Select(static word => $"%{word.ToLowerInvariant()}%")];
        if (!_connections.TryTake(out var connection)) connection = Open();
        Read(connection, $"SELECT item FROM {from} ORDER BY {order} LIMIT {Shown}", values);
        Read(connection, $"SELECT category, origin_region, COUNT(*) FROM {from} GROUP BY 1, 2", values);
        _connections.Add(connection);
        return default(string);
    });

    private string FullText => Path.Combine(folder, "fulltext.db");

    private string Views => Path.Combine(folder, "views.db");

    private static void Read(SqliteConnection connection, string statement, string[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        for (var at = 0; at < values.Length; at++) command.Parameters.AddWithValue($"@w{at}", values[at]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={(usesFullText ? FullText : Views)};Mode=ReadOnly");
        connection.Open();
        return connection;
    }

    private async Task Index()
    {
        File.Delete(FullText);
        await using var connection = new SqliteConnection($"Data Source={FullText}");
        await connection.OpenAsync();
        Read(connection, $"ATTACH '{Views}' AS views", []);
        Read(
            connection,
            "CREATE VIRTUAL TABLE found USING fts5(item UNINDEXED, category UNINDEXED, origin_region UNINDEXED, name)",
            []);
        Read(
            connection,
            "INSERT INTO found SELECT item, category, origin_region, name FROM views.catalogue_item WHERE visible = 1",
            []);
    }
}
