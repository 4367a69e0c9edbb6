namespace Marketplace.Silo.Hosting;

/// <summary>What a person who has just started the marketplace reads.</summary>
public static class Banner
{
    /// <summary>Writes where to go. The first line is stable: tools read the address from it.</summary>
    public static async Task Write(WebApplication app, TextWriter output)
    {
        var storage = app.Services.GetRequiredService<StorageOptions>();
        var place = storage.UsesPostgreSql ? "PostgreSQL" : $"SQLite in {Path.GetFullPath(storage.DataFolder)}";
        foreach (var url in app.Urls)
        {
            await output.WriteLineAsync(
                $"""
                Marketplace is listening on {url}
                  API description   {url}/openapi/v1.json
                  Health            {url}/health/ready
                  Dashboard         {url}/dashboard (operators)
                """);
        }

        await output.WriteLineAsync($"  Storage           {place}");
        await output.WriteLineAsync("  Stop with Ctrl+C; requests in flight are finished first.");
        await output.FlushAsync();
    }
}
