using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Marketplace.Checkpoints;
using Marketplace.Silo.Cluster;
using Npgsql;

namespace Marketplace.Tests.Storage;

/// <summary>
/// A PostgreSQL server of this test run alone: its own data in a temporary folder, a free port, and an ordinary user,
/// because PostgreSQL refuses to run as root. It ends with this process however that ends: a shell beside it waits for
/// its standard input to close.
/// </summary>
public sealed class PostgresServer
{
    /// <summary>Set to 1 where a missing server must fail the run instead of skipping tests.</summary>
    public const string RequireAll = "MARKETPLACE_REQUIRE_ALL";

    private const string Script =
        """
        "$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 &&
        "$1/pg_ctl" -D "$2/data" -w -t 60 -l "$2/log" \
            -o "-p $3 -k $2 -c fsync=off -c max_connections=400" start >/dev/null &&
        echo ready && cat >/dev/null || cat "$2/log"
        "$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1
        rm -rf "$2"
        """;

    private static readonly Lazy<Task<PostgresServer>> Shared = new(Start);
    private static int _databases;

    private readonly Process _process;
    private readonly int _port;

    private PostgresServer(Process process, int port) => (_process, _port) = (process, port);

    /// <summary>Where the server's programs are; null when this machine has none.</summary>
    public static string? Programs { get; } = PostgresPrograms.Find("initdb");

    /// <summary>Why tests on PostgreSQL are skipped; null when they run.</summary>
    public static string? SkipReason { get; } =
        Programs is not null || Environment.GetEnvironmentVariable(RequireAll) == "1"
            ? null
            : "PostgreSQL is not installed on this machine "
                + "(initdb was found neither in PATH nor in /usr/lib/postgresql).";

    /// <summary>Makes an empty database on the run's server, which is started for the first.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabase()
    {
        var server = await Shared.Value;
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made of a number.
        create.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        return server.ConnectionString(name);
    }

    /// <summary>Makes an empty database and says how a process is told of it, as <c>Section:Key=value</c>.</summary>
    public static async Task<string[]> NewDatabaseSettings() =>
    [
        $"Marketplace:PostgreSql={await NewDatabase()}",
        $"Marketplace:PersonalDataKey={Convert.ToBase64String(new byte[32])}",
        $"Marketplace:CheckpointKey={CheckpointSigner.NewKey()}",
    ];

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};"
        + "Maximum Pool Size=20;Connection Idle Lifetime=2;"
        + "Connection Pruning Interval=1";

    private static async Task<PostgresServer> Start()
    {
        var programs = Programs ?? throw new InvalidOperationException(
            $"{RequireAll} is set, but there is no PostgreSQL on this machine.");
        var folder = Directory.CreateTempSubdirectory("marketplace-postgres-").FullName;
        var port = FreePort();
        if (!PostgresPrograms.AsOrdinaryUser.IsEmpty)
        {
            using var chown = Process.Start("chown", ["nobody", folder]);
            await chown.WaitForExitAsync();
        }

        var command = (string[])
            [.. PostgresPrograms.AsOrdinaryUser, "sh", "-c", Script, "sh", programs, folder, $"{port}"];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var first = await process.StandardOutput.ReadLineAsync();
        if (first == "ready") return new PostgresServer(process, port);
        throw new InvalidOperationException(
            $"PostgreSQL did not start: {first}\n{await process.StandardOutput.ReadToEndAsync()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
