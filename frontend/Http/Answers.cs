using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Marketplace.Commands;
using Marketplace.Frontend.Problems;
using Marketplace.Lists;
using Marketplace.Outcomes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Marketplace.Frontend.Http;

/// <summary>Turns results into HTTP answers: the one place where refusals become problems.</summary>
public static class Answers
{
    /// <summary>200 with the value, its ETag and position; or the problem.</summary>
    public static Answer<T> Answer<T>(this CallContext call, Result<T> result)
        where T : class => new(result.Value, result.Refusal);

    /// <summary>200 with the view, or 404. 304 when the caller has it already.</summary>
    public static Answer<T> Answer<T>(this CallContext call, T? view)
        where T : class => new(view, view is null ? CommonRefusals.NotFound : null);

    /// <summary>200 with a page of a list.</summary>
    public static Answer<Page<T>> Answer<T>(this CallContext call, Page<T> page) => new(page, null);

    /// <summary>201 with the view, its ETag, position and address; or the problem. A repeat is answered
    /// alike.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">What the actor answered.</param>
    /// <param name="path">The path of the new object below <c>/api/v1/</c>.</param>
    public static Created<T> Created<T>(this CallContext call, Result<T> result, Func<T, string> path)
        where T : class => new(result.Value, result.Refusal, result.IsOk ? $"/api/v1/{path(result.Value)}" : "");

    /// <summary>204 when it is done; or the problem.</summary>
    public static Done Done(this CallContext call, Refusal? refusal) => new(refusal);

    /// <summary>The problem of a refusal.</summary>
    public static IResult Refuse(this CallContext call, Refusal refusal) => new Done(refusal);

    /// <summary>
    /// The JSON of views that an actor hands to everybody as the same object, for as long as it does: most requests are
    /// for those, and writing JSON is most of their cost.
    /// </summary>
    private static readonly ConditionalWeakTable<object, byte[]> Rendered = [];

    /// <summary>Writes a value with the headers that go with it.</summary>
    internal static Task Write<T>(HttpContext http, T value, int status)
        where T : class
    {
        var (request, response) = (http.Request, http.Response);
        if (value is IRevisioned { Revision: var revision })
        {
            var etag = string.Create(CultureInfo.InvariantCulture, $"\"{revision.Version}\"");
            response.Headers.ETag = etag;
            response.Headers["Marketplace-Position"] = revision.Position.ToString(CultureInfo.InvariantCulture);
            // Kept by the caller's own machine only, and asked after every time: what is seen depends on who looks.
            response.Headers.CacheControl = "private, no-cache";
            if (HttpMethods.IsGet(request.Method) && Holds(request.Headers.IfNoneMatch, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }
        else
        {
            response.Headers.CacheControl = "no-store";
        }

        response.StatusCode = status;
        if (value is not ISharedView) return response.WriteAsJsonAsync(value, http.RequestAborted);
        var json = Rendered.GetValue(value, view => Render((T)view, http));
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, http.RequestAborted).AsTask();
    }

    private static byte[] Render<T>(T view, HttpContext http) => JsonSerializer.SerializeToUtf8Bytes(
        view, http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);

    private static bool Holds(Microsoft.Extensions.Primitives.StringValues ifNoneMatch, string etag)
    {
        foreach (var line in ifNoneMatch)
        {
            foreach (var candidate in (line ?? "").Split(',', StringSplitOptions.TrimEntries))
            {
                // Weak comparison, as RFC 9110 asks for If-None-Match.
                if (candidate == etag || candidate == "*" || (candidate is ['W', '/', .. var weak] && weak == etag))
                    return true;
            }
        }

        return false;
    }
}

/// <summary>200 with a value, or a problem. Declared as an endpoint's result so that OpenAPI knows the value.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="value">The value, when not refused.</param>
/// <param name="refusal">The refusal, or null.</param>
public sealed class Answer<T>(T? value, Refusal? refusal) : IResult, IEndpointMetadataProvider
    where T : class
{
    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(T), ["application/json"]));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext) => refusal is null
        ? Answers.Write(httpContext, value!, StatusCodes.Status200OK)
        : httpContext.WriteProblem(refusal);
}

/// <summary>201 with a new object and its address, or a problem.</summary>
/// <typeparam name="T">The object's view.</typeparam>
/// <param name="value">The view, when not refused.</param>
/// <param name="refusal">The refusal, or null.</param>
/// <param name="location">The object's address.</param>
public sealed class Created<T>(T? value, Refusal? refusal, string location) : IResult, IEndpointMetadataProvider
    where T : class
{
    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status201Created, typeof(T), ["application/json"]));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (refusal is not null) return httpContext.WriteProblem(refusal);
        httpContext.Response.Headers.Location = location;
        return Answers.Write(httpContext, value!, StatusCodes.Status201Created);
    }
}

/// <summary>204, or a problem.</summary>
/// <param name="refusal">The refusal, or null.</param>
public sealed class Done(Refusal? refusal) : IResult, IEndpointMetadataProvider
{
    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (refusal is not null) return httpContext.WriteProblem(refusal);
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
