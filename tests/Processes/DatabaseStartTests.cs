using System.Net;
using System.Net.Sockets;
using Dapper;
using Marketplace.Checkpoints;
using Marketplace.Storage;
using Marketplace.Tests.Storage;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Processes;

/// <summary>What an operator reads when the database is not as the program needs it.</summary>
public sealed class DatabaseStartTests : IDisposable
{
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_database_that_is_away_ends_the_start_with_2_and_says_so()
    {
        // Bound but not listened on: nobody else can answer there.
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)nobody.LocalEndPoint!).Port;

        var said = await Refused($"Host=127.0.0.1;Port={port};Username=siapa;Password=rahasia;Database=pasar");

        Assert.Contains("PostgreSQL database cannot be used", said, StringComparison.Ordinal);
        Assert.Contains($"{port}", said, StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_is_none_ends_the_start_with_2_and_says_which_setting()
    {
        var said = await Refused("Host=127.0.0.1;Sandi=rahasia");

        Assert.Contains("Marketplace:PostgreSql", said, StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia", said, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_of_a_newer_version_ends_the_start_with_2_and_says_what_to_do()
    {
        var connectionString = await PostgresServer.NewDatabase();
        await using (var database = new PostgresDatabase(connectionString))
        {
            PostgresSchema.Migrate(database);
            await using var connection = await database.Durable.OpenConnectionAsync();
            await connection.ExecuteAsync("UPDATE schema_version SET number = 99 WHERE area = 'views'");
        }

        var said = await Refused(connectionString);

        Assert.Contains("newer version", said, StringComparison.Ordinal);
        Assert.Contains(new NpgsqlConnectionStringBuilder(connectionString).Database!, said, StringComparison.Ordinal);
    }

    /// <summary>Starts the program, which has to refuse.</summary>
    /// <returns>What it says on standard error.</returns>
    private async Task<string> Refused(string connectionString)
    {
        await using var silo = SiloProcess.Launch(
            _folder, $"--Marketplace:PostgreSql={connectionString}", $"--Marketplace:PersonalDataKey={Key}",
            $"--Marketplace:CheckpointKey={CheckpointSigner.NewKey()}");
        Assert.Equal(2, await silo.Exit());
        Assert.DoesNotContain("   at ", silo.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", silo.Errors, StringComparison.Ordinal);
        return silo.Errors;
    }
}
