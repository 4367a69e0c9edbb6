using Microsoft.Extensions.Logging.Console;

namespace Marketplace.Silo.Operations;

/// <summary>What operators read and collect: logs on standard error, so that standard output stays the
/// banner's.</summary>
public static class OperatorLogs
{
    /// <summary>
    /// JSON lines in production, readable lines for development or a person at a terminal;
    /// <c>Logging:Console:FormatterName</c> (<c>json</c> or <c>simple</c>) overrules.
    /// </summary>
    public static void AddOperatorLogs(this WebApplicationBuilder builder)
    {
        var forPeople = builder.Environment.IsDevelopment() || !Console.IsErrorRedirected;
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName ??= forPeople ? ConsoleFormatterNames.Simple : ConsoleFormatterNames.Json;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        builder.Services.Configure<SimpleConsoleFormatterOptions>(static simple =>
        {
            simple.SingleLine = true;
            // Quoted, or the colons would be what the language of the page being served puts there.
            simple.TimestampFormat = "HH':'mm':'ss ";
        });
        builder.Services.Configure<JsonConsoleFormatterOptions>(static json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH':'mm':'ss.fffZ";
            json.IncludeScopes = false;
        });
    }
}
