using Marketplace.Frontend.Accounts;
using Marketplace.Seeding;
using Marketplace.Silo.Seeding;

namespace Marketplace.Silo.Hosting;

/// <summary>What a person who has just started the marketplace reads.</summary>
public static class Banner
{
    /// <summary>Writes where to go. The first line is stable: tools read the address from it.</summary>
    /// <param name="app">The running host.</param>
    /// <param name="seed">What its store was filled with; null when with nothing.</param>
    /// <param name="output">Where the person reads.</param>
    public static async Task Write(WebApplication app, SeedSpec? seed, TextWriter output)
    {
        var storage = app.Services.GetRequiredService<StorageOptions>();
        var isFrontEnd = app.Services.GetRequiredService<LaunchOptions>().IsFrontEnd;
        var place = storage.UsesPostgreSql ? "PostgreSQL" : $"SQLite in {Path.GetFullPath(storage.DataFolder)}";
        foreach (var url in app.Urls)
        {
            await output.WriteLineAsync(
                $"""
                Marketplace is listening on {url}
                  API description   {url}/openapi/v1.json
                  Health            {url}/health/ready
                """);
            if (!isFrontEnd) await output.WriteLineAsync($"  Dashboard         {url}/dashboard (operators)");
        }

        await output.WriteLineAsync($"  Storage           {place}");
        if (seed is not null)
        {
            await output.WriteLineAsync(
                "  Accounts          invented, like everything in the seed; "
                + $"everyone's password is {SeedAccounts.Password}");
            foreach (var person in SeedPeople.Known(seed))
                await output.WriteLineAsync($"    {person.Email,-28}{person.Duty}");
        }

        if (!isFrontEnd) await WriteAdministratorLink(app, output);
        await output.WriteLineAsync("  Stop with Ctrl+C; requests in flight are finished first.");
        await output.FlushAsync();
    }

    private static async Task WriteAdministratorLink(WebApplication app, TextWriter output)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().NewLink() is not { } token) return;
        await output.WriteLineAsync(
            $"""
              There is no administrator yet. Within 24 hours, once, whoever opens this link can become it:
                {app.Urls.First()}{FirstAdministratorPage.Path}?{FirstAdministratorPage.TokenParameter}={token}
            """);
    }
}
