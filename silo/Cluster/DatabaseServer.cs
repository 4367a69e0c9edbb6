using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Marketplace.Storage;

namespace Marketplace.Silo.Cluster;

/// <summary>
/// A PostgreSQL server of the development cluster alone, durable, reachable by this machine's programs of the same user
/// only: it listens on a socket in a folder nobody else may enter.
/// </summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private const string StartScript =
        """
        [ -d "$2" ] || "$1/initdb" -D "$2" -U marketplace -A trust -E UTF8 --locale=C || exit 1
        "$1/pg_ctl" -D "$2" -w -t 60 -l "$3/log" \
            -o "-k $3 -c listen_addresses= -c unix_socket_permissions=0700 -c max_connections=400" start
        """;

    private const string StopScript = "\"$1/pg_ctl\" -D \"$2\" -w -m \"$4\" stop";

    private readonly string _programs;
    private readonly string _data;
    private readonly string _socket;

    private DatabaseServer(string programs, string data, string socket) =>
        (_programs, _data, _socket) = (programs, data, socket);

    /// <summary>The server's own log.</summary>
    public string Log => Path.Combine(_socket, "log");

    /// <summary>Where it listens.</summary>
    public EndPoint Socket => new UnixDomainSocketEndPoint(Path.Combine(_socket, ".s.PGSQL.5432"));

    /// <summary>Process id of its first process; null while it is not running.</summary>
    public int? ProcessId
    {
        get
        {
            var file = Path.Combine(_data, "postmaster.pid");
            return File.Exists(file)
                && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var id)
                    ? id
                    : null;
        }
    }

    /// <summary>How a person reaches it.</summary>
    public string Shell => $"psql -h {_socket} -U marketplace postgres";

    /// <summary>How processes reach it.</summary>
    public string ConnectionString => $"Host={_socket};Username=marketplace;Database=postgres;Maximum Pool Size=20";

    /// <summary>Makes the database where there is none, and starts its server.</summary>
    /// <exception cref="StorageException">PostgreSQL is not installed, or does not start; the message says
    /// why.</exception>
    public static async Task<DatabaseServer> Open(string folder)
    {
        var programs = PostgresPrograms.Folder("initdb");
        Directory.CreateDirectory(folder);
        // The folder's own path may be longer than the name of a socket may be.
        var socket = Directory.CreateTempSubdirectory("marketplace-").FullName;
        if (!PostgresPrograms.AsOrdinaryUser.IsEmpty) await Run("chown", ["nobody", folder, socket]);
        var server = new DatabaseServer(programs, Path.Combine(folder, "postgresql"), socket);
        try
        {
            await server.Start();
            return server;
        }
        catch (StorageException)
        {
            Directory.Delete(socket, recursive: true);
            throw;
        }
    }

    /// <summary>Starts the server, which is not running.</summary>
    /// <exception cref="StorageException">It does not start; the message says why.</exception>
    public async Task Start()
    {
        var (code, said) = await Say(StartScript);
        if (code != 0) throw new StorageException($"PostgreSQL did not start in {_data}:\n{said}");
    }

    /// <summary>Stops the server and waits until it has ended.</summary>
    /// <param name="mode">PostgreSQL's own word: <c>fast</c>, or <c>immediate</c> for one that leaves a mess.</param>
    public Task Stop(string mode) => Say(StopScript, mode);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Stop("fast");
        Directory.Delete(_socket, recursive: true);
    }

    private Task<(int Code, string Said)> Say(string script, string mode = "")
    {
        string[] command =
            [.. PostgresPrograms.AsOrdinaryUser, "sh", "-c", script, "sh", _programs, _data, _socket, mode];
        return Run(command[0], command[1..]);
    }

    /// <summary>Runs a program in a session of its own, which Ctrl+C does not reach: the database stops last.</summary>
    private static async Task<(int Code, string Said)> Run(string program, string[] arguments)
    {
        var log = Path.GetTempFileName();
        try
        {
            // To a file: the server that pg_ctl leaves behind would keep a pipe open.
            var start = new ProcessStartInfo("setsid")
            {
                ArgumentList = { "-w", "sh", "-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1", "sh", log, program },
                WorkingDirectory = "/",
            };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return (process.ExitCode, await File.ReadAllTextAsync(log));
        }
        finally
        {
            File.Delete(log);
        }
    }
}
