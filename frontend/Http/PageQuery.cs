using System.Globalization;
using System.Reflection;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketplace.Frontend.Http;

/// <summary>
/// Which part of a list is wanted, from <c>?limit=&amp;cursor=&amp;waitFor=</c>. Every list endpoint takes one and
/// hands
/// <see cref="Request"/> to its query grain; a value that makes no sense is refused before that.
/// </summary>
/// <param name="Request">The part.</param>
public sealed record PageQuery(PageRequest Request) : IEndpointParameterMetadataProvider
{
    /// <summary>Longest cursor accepted.</summary>
    public const int MaxCursorLength = 500;

    /// <summary>Minimal APIs call this.</summary>
    public static ValueTask<PageQuery> BindAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var limit = Number(query, "limit", 1, PageRequest.MaxLimit) ?? PageRequest.DefaultLimit;
        var waitFor = Number(query, "waitFor", 0, long.MaxValue);
        var cursor = query["cursor"] is [{ Length: > 0 } given] ? given : null;
        if (query["cursor"].Count > 1 || cursor?.Length > MaxCursorLength)
            throw new RefusedRequestException(HttpRefusals.InvalidParameter.On("cursor"));
        return ValueTask.FromResult(new PageQuery(new PageRequest((int)limit, cursor, waitFor)));
    }

    /// <inheritdoc />
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new TakesPage());

    private static long? Number(IQueryCollection query, string name, long min, long max)
    {
        var values = query[name];
        if (values.Count == 0) return null;
        return values.Count == 1
            && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max
            ? number
            : throw new RefusedRequestException(HttpRefusals.InvalidParameter.On(name));
    }
}

/// <summary>Marks an endpoint that answers a list by pages.</summary>
public sealed record TakesPage;
