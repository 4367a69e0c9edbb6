using System.Data.Common;
using Marketplace.Frontend;
using Marketplace.Frontend.Accounts;
using Marketplace.Silo.Backup;
using Marketplace.Silo.Cluster;
using Marketplace.Silo.Operations;
using Marketplace.Silo.Seeding;
using Marketplace.Storage;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Messaging;

namespace Marketplace.Silo.Hosting;

/// <summary>The whole marketplace as one process: actors, storage, API, dashboard.</summary>
public static class MarketplaceHost
{
    /// <summary>Where it listens when nothing is said. Only this machine: a proxy with TLS stands before anything
    /// wider.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Exit code when the process cannot start as it was asked to.</summary>
    public const int CannotStart = 2;

    /// <summary>Runs until the process is told to stop.</summary>
    /// <returns>0, or <see cref="CannotStart"/> after a message on <paramref name="error"/>.</returns>
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args is ["--help"] or ["-h"])
        {
            await output.WriteLineAsync(LaunchOptions.Usage);
            return 0;
        }

        try
        {
            if (args is [DevelopmentCluster.Command, .. var rest]) return await DevelopmentCluster.Run(rest, output);
            if (args is [BackupCommand.Backup or BackupCommand.Restore, .. var options])
                return await BackupCommand.Run(args[0], options, output);
            await using var app = Build(args);
            var seeds = app.Services.GetService<SeedRunner>();
            var seed = seeds is null ? null : await seeds.Run(output);
            await app.StartAsync();
            if (seeds is not null) await seeds.Finish();
            await Banner.Write(app, seed, output);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal
            is StorageException or LaunchException or OptionsValidationException or IOException)
        {
            await error.WriteLineAsync(refusal.Message);
            return CannotStart;
        }
        catch (DbException failure)
        {
            await error.WriteLineAsync($"The storage does not answer: {failure.Message}");
            return CannotStart;
        }
        catch (Exception failure) when (failure is OrleansException or ConnectionFailedException)
        {
            await error.WriteLineAsync($"The cluster does not answer: {failure.Message}");
            return CannotStart;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while still starting: nothing was listening yet.
            return 0;
        }
    }

    /// <summary>Puts the process together; nothing listens yet, but the storage is open and its schema is
    /// current.</summary>
    public static WebApplication Build(string[] args)
    {
        LaunchOptions.CheckSpelling(args);
        // Settings lie beside the program; data lies where the process was started.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ContentRootPath = AppContext.BaseDirectory,
                // Not that of whoever starts it: its static files are listed under this name.
                ApplicationName = typeof(MarketplaceHost).Assembly.GetName().Name,
            });
        // Published, they lie beside the program; built, where they were written.
        builder.WebHost.UseStaticWebAssets();
        // Built as published: compressed beforehand, kept by browsers for as long as the name says the same content.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        builder.Configuration.AddCommandLine(args, LaunchOptions.Switches.ToDictionary());
        if (builder.Configuration["environment"] is { } environment) builder.Environment.EnvironmentName = environment;
        if (!SaysWhereToListen(builder.Configuration)) builder.WebHost.UseUrls(DefaultUrl);

        var launch = LaunchOptions.From(builder.Configuration);
        var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        builder.Services.AddSingleton(launch).AddSingleton(storage);
        builder.AddOperatorLogs();
        builder.AddTelemetry();
        if (launch.IsFrontEnd) builder.AddClient(storage);
        else builder.AddSilo(storage);
        builder.Services.AddDrain();
        builder.AddMarketplaceFrontEnd(AccountsOf(storage));
        builder.Services.AddOperatorPolicy();

        var app = builder.Build();
        // The actors' side takes half a second to put together, and so do the endpoints: a start has two cores.
        // Should it fail, whoever asks for it next fails the same way and is heard.
        _ = Task.Run(app.Services.GetRequiredService<IGrainFactory>);
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<DrainGate>();
        app.MapMarketplace();
        app.MapHealth();
        if (!launch.IsFrontEnd) app.MapDashboard();
        app.MapYardstick();
        return app;
    }

    private static void AddSilo(this WebApplicationBuilder builder, StorageOptions storage)
    {
        builder.Services.AddMarketplaceStorage(storage);
        builder.Host.UseOrleans(silo =>
            silo.JoinCluster(storage).AddMarketplace().AddOperations(builder.Configuration));
        builder.Services.AddHealth()
            .AddSingleton<SeedAccounts>().AddSingleton<DemoOrders>().AddSingleton<SeedRunner>();
    }

    private static void AddClient(this WebApplicationBuilder builder, StorageOptions storage)
    {
        if (!storage.UsesPostgreSql)
        {
            throw new LaunchException(
                $"--role {LaunchOptions.FrontEndRole} needs a cluster to belong to: set Marketplace:PostgreSql.");
        }

        builder.Services.AddSingleton(TimeProvider.System).AddFrontEndHealth();
        builder.Host.UseOrleansClient(client =>
        {
            client.JoinCluster(storage);
            if (builder.Configuration.WantsTelemetry()) client.AddActivityPropagation();
        });
    }

    private static AccountStorage AccountsOf(StorageOptions storage)
    {
        if (storage.UsesPostgreSql)
            return new AccountStorage(true, PostgresDatabase.DurableString(storage.PostgreSql), KeyFolder: null);
        var files = new SqliteFiles(storage.DataFolder);
        return new AccountStorage(false, files.ConnectionString("identity.db"), Path.Combine(files.Folder, "keys"));
    }

    private static bool SaysWhereToListen(ConfigurationManager configuration) =>
        configuration["urls"] is not null
        || configuration["http_ports"] is not null
        || configuration["https_ports"] is not null
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
