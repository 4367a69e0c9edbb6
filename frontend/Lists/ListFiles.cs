using Marketplace.Frontend.Http;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Outcomes;
using MiniExcelLibs;

namespace Marketplace.Frontend.Lists;

/// <summary>A column of a list as a file.</summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <param name="Title">What stands above it.</param>
/// <param name="Value">What a row has in it: text, a number, a date; null for nothing.</param>
public sealed record ListColumn<TRow>(string Title, Func<TRow, object?> Value);

/// <summary>Lists as CSV and XLSX files, with the filter of the page they are downloaded from.</summary>
public static class ListFiles
{
    /// <summary>Most rows of a file; a filter finds the rest.</summary>
    public const int MaxRows = 10_000;

    /// <summary>The whole list as a file. Formats other than <c>csv</c> and <c>xlsx</c> are not found.</summary>
    /// <typeparam name="TRow">A row.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="name">Name of the file, without the format.</param>
    /// <param name="format">The format.</param>
    /// <param name="read">Reads a page of the list.</param>
    /// <param name="columns">What of each row.</param>
    public static async Task<IResult> ListFile<TRow>(
        this CallContext call, string name, string format, Func<PageRequest, Task<Result<Page<TRow>>>> read,
        params ListColumn<TRow>[] columns)
    {
        var isCsv = format == "csv";
        if (!isCsv && format != "xlsx") return call.Refuse(HttpRefusals.RouteNotFound);
        var rows = new List<Dictionary<string, object?>>();
        for (string? cursor = null; rows.Count < MaxRows;)
        {
            var page = await read(new PageRequest(PageRequest.MaxLimit, cursor));
            if (!page.IsOk) return call.Refuse(page.Refusal);
            rows.AddRange(page.Value.Items.Select(row =>
                columns.ToDictionary(static column => column.Title, column => Safe(column.Value(row)))));
            cursor = page.Value.Next;
            if (cursor is null) break;
        }

        // An empty list still says what its columns are.
        if (rows.Count == 0) rows.Add(columns.ToDictionary(static column => column.Title, static _ => (object?)null));
        var file = new MemoryStream();
        await file.SaveAsAsync(
            rows, excelType: isCsv ? ExcelType.CSV : ExcelType.XLSX, cancellationToken: call.Http.RequestAborted);
        return TypedResults.File(
            file.ToArray(),
            isCsv ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"{name}.{format}");
    }

    /// <summary>What someone typed must not run as a formula where the file is opened (OWASP, CSV injection).</summary>
    private static object? Safe(object? value) =>
        value is string { Length: > 0 } text && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)
            ? $"'{text}"
            : value;
}
