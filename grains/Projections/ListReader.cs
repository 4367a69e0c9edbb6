using System.Buffers.Text;
using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Marketplace.Lists;
using Marketplace.Outcomes;

namespace Marketplace.Projections;

/// <summary>A column a list is sorted by; the last one must make the order total.</summary>
/// <param name="Column">Its name in the table and in the selected columns.</param>
/// <param name="IsNumber">BIGINT rather than TEXT.</param>
public sealed record SortColumn(string Column, bool IsNumber)
{
    /// <summary>A TEXT column.</summary>
    public static SortColumn Text(string column) => new(column, IsNumber: false);

    /// <summary>A BIGINT column.</summary>
    public static SortColumn Number(string column) => new(column, IsNumber: true);
}

/// <summary>What a list selects, without paging.</summary>
/// <param name="Projection">The projection whose tables it reads.</param>
/// <param name="Sql">
/// <c>SELECT … FROM … WHERE …</c> with at least one condition, no ORDER BY and no LIMIT; the sort columns are selected
/// under their own names. Conditions joined by OR need parentheses around them.
/// </param>
/// <param name="Parameters">An object whose properties are the <c>@name</c> parameters.</param>
/// <param name="Order">NOT NULL columns, all sorted in the same direction, the last one unique.</param>
/// <param name="Descending">Largest first.</param>
public sealed record ListQuery(
    string Projection, string Sql, object? Parameters, ImmutableArray<SortColumn> Order, bool Descending = false);

/// <summary>Reads pages of projections by keyset: each page costs the same, and rows that come in between shift
/// nothing.</summary>
public sealed class ListReader(IReadModels models, IGrainFactory grains)
{
    /// <summary>How long a list waits for the position a caller insists on before it answers with what there
    /// is.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private const int MaxCursorLength = 2000;

    /// <summary>One page. Refused when limit or cursor are not of their form.</summary>
    /// <typeparam name="TRow">What Dapper reads: a record whose constructor or properties match the selected
    /// columns.</typeparam>
    /// <typeparam name="T">The list's item.</typeparam>
    public async Task<Result<Page<T>>> Page<TRow, T>(ListQuery query, PageRequest request, Func<TRow, T> map)
    {
        if (Check.Range(request.Limit, "limit", 1, PageRequest.MaxLimit) is { } refusal) return refusal;
        if (!TryReadCursor(request.Cursor, query.Order, out var after))
            return CommonRefusals.MalformedCode.With("form", "the next of the page before").On("cursor");

        var waited = await Wait(query.Projection, request.WaitFor);
        await using var connection = await models.Open();
        // The checkpoint is read before the rows: they may reflect more than it says, never less.
        var position = Math.Max(waited, await Checkpoint(connection, query.Projection));
        var parameters = new DynamicParameters(query.Parameters);
        for (var i = 0; i < after.Length; i++) parameters.Add($"after{i}", after[i]);
        parameters.Add("limit", request.Limit + 1);

        var items = ImmutableArray.CreateBuilder<T>(request.Limit);
        object[]? last = null;
        await using var rows = await connection.ExecuteReaderAsync(Paged(query, after.Length > 0), parameters);
        var parse = rows.GetRowParser<TRow>();
        while (await rows.ReadAsync())
        {
            if (items.Count == request.Limit)
                return new Page<T>(items.DrainToImmutable(), WriteCursor(last!), position);
            items.Add(map(parse(rows)));
            if (items.Count == request.Limit) last = KeyOf(rows, query.Order);
        }

        return new Page<T>(items.DrainToImmutable(), Next: null, position);
    }

    /// <summary>Every row of a query that is small by its nature, such as the single row of an id.</summary>
    /// <param name="projection">The projection whose tables it reads.</param>
    /// <param name="sql">A whole statement with its own bound.</param>
    /// <param name="parameters">An object whose properties are the <c>@name</c> parameters.</param>
    /// <param name="waitFor">A log position the answer must reflect; waits a bounded time.</param>
    public async Task<IReadOnlyList<TRow>> Rows<TRow>(
        string projection, string sql, object? parameters = null, long? waitFor = null)
    {
        await Wait(projection, waitFor);
        await using var connection = await models.Open();
        await Checkpoint(connection, projection);
        return (await connection.QueryAsync<TRow>(sql, parameters)).AsList();
    }

    private Task<long> Wait(string projection, long? position) =>
        position is > 0
            ? grains.Projection(projection).WaitFor(position.Value, LongestWait)
            : Task.FromResult(0L);

    private async Task<long> Checkpoint(DbConnection connection, string projection)
    {
        const string Sql = "SELECT position FROM projection WHERE name = @projection AND version > 0";
        if (await connection.QuerySingleOrDefaultAsync<long?>(Sql, new { projection }) is { } position) return position;
        // Its tables are made when it is first opened.
        return await grains.Projection(projection).WaitFor(0, LongestWait);
    }

    private static string Paged(ListQuery query, bool hasCursor)
    {
        var columns = string.Join(", ", query.Order.Select(static key => key.Column));
        var direction = query.Descending ? " DESC" : "";
        var order = string.Join(", ", query.Order.Select(key => key.Column + direction));
        var from = string.Join(", ", query.Order.Select(static (_, i) => $"@after{i}"));
        var after = hasCursor ? $" AND ({columns}) {(query.Descending ? "<" : ">")} ({from})" : "";
        return $"{query.Sql}{after} ORDER BY {order} LIMIT @limit";
    }

    private static object[] KeyOf(DbDataReader rows, ImmutableArray<SortColumn> order) =>
        [.. order.Select(key => rows.GetValue(rows.GetOrdinal(key.Column)))];

    private static string WriteCursor(object[] key) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key));

    private static bool TryReadCursor(string? cursor, ImmutableArray<SortColumn> order, out object[] key)
    {
        key = [];
        if (cursor is null) return true;
        if (cursor.Length > MaxCursorLength || !Base64Url.IsValid(cursor)) return false;
        try
        {
            var values = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor));
            if (values?.Length != order.Length) return false;
            var parts = new object[values.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (order[i].IsNumber && values[i].ValueKind == JsonValueKind.Number
                    && values[i].TryGetInt64(out var number))
                    parts[i] = number;
                // PostgreSQL has no text with a zero character in it.
                else if (!order[i].IsNumber && values[i].ValueKind == JsonValueKind.String
                    && values[i].GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal))
                    parts[i] = text;
                else return false;
            }

            key = parts;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
