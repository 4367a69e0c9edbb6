using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Tests.Storage;
using Xunit;

namespace Marketplace.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class AccountTests(ApiHost host)
{
    private const string Accounts = "/api/v1/accounts";

    [Theory, OnSqlite, OnPostgres]
    public async Task Registering_an_address_twice_answers_alike_and_changes_nothing(StorageKind kind)
    {
        var on = await host.On(kind);
        var (client, email) = await on.Person();

        var again = await client.PostAsJsonAsync(
            $"{Accounts}/register", new { email, password = "another passphrase" });

        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Login(on, email, "another passphrase")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Login(on, email, ApiHost.Password)).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Registering_an_address_many_times_at_once_makes_one_account(StorageKind kind)
    {
        var on = await host.On(kind);
        var email = $"{Guid.NewGuid():n}@example.com";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => on.Anonymous().PostAsJsonAsync(
            $"{Accounts}/register", new { email, password = ApiHost.Password })));

        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await Login(on, email, ApiHost.Password)).StatusCode);
    }

    [Theory]
    [InlineData("no-address", "a long enough passphrase", 8105)]
    [InlineData("someone@example.com\u0007", "a long enough passphrase", 8105)]
    [InlineData("someone@example.com", "short", 8104)]
    [InlineData("someone@example.com", "aaaaaaaaaaaaaaaaaa", 8104)]
    public async Task Registering_refuses_what_cannot_sign_in(string email, string password, int code)
    {
        var answer = await host.Anonymous().PostAsJsonAsync($"{Accounts}/register", new { email, password });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, await ApiHost.ProblemCode(answer));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Signing_in_does_not_tell_an_unknown_address_from_a_wrong_password(StorageKind kind)
    {
        var on = await host.On(kind);
        var (_, email) = await on.Person();

        var unknown = await Login(on, $"{Guid.NewGuid():n}@example.com", ApiHost.Password);
        var wrong = await Login(on, email, "not the passphrase");

        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(await ApiHost.ProblemCode(unknown), await ApiHost.ProblemCode(wrong));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Five_wrong_passwords_lock_the_account_even_when_sent_at_once(StorageKind kind)
    {
        var on = await host.On(kind);
        var (_, email) = await on.Person();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Login(on, email, "not the passphrase")));

        var right = await Login(on, email, ApiHost.Password);
        Assert.Equal(8101, await ApiHost.ProblemCode(right));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Changing_the_password_ends_every_session_and_refuses_old_refresh_tokens(StorageKind kind)
    {
        var on = await host.On(kind);
        var (client, email) = await on.Person();
        var other = on.Anonymous();
        var tokens = await ApiHost.SignIn(other, email, ApiHost.Password);

        var changed = await client.PostAsJsonAsync(
            $"{Accounts}/password",
            new { currentPassword = ApiHost.Password, newPassword = "quite another passphrase" });

        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        Assert.Equal(8014, await ApiHost.ProblemCode(await other.GetAsync($"{Accounts}/me")));
        Assert.Equal(8109, await ApiHost.ProblemCode(await Refresh(on, tokens)));
        Assert.Equal(HttpStatusCode.OK, (await Login(on, email, "quite another passphrase")).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refresh_token_gives_new_tokens(StorageKind kind)
    {
        var on = await host.On(kind);
        var (client, email) = await on.Person();
        var tokens = await ApiHost.SignIn(client, email, ApiHost.Password);

        var fresh = await ApiHost.Json(await Refresh(on, tokens));

        client.DefaultRequestHeaders.Authorization = new("Bearer", fresh.GetProperty("accessToken").GetString());
        var me = await ApiHost.Json(await client.GetAsync($"{Accounts}/me"));
        Assert.Equal(email, me.GetProperty("email").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_factor_is_asked_for_from_its_confirmation_until_it_is_switched_off(StorageKind kind)
    {
        var on = await host.On(kind);
        var (client, email) = await on.Person();
        var enrolled = await ApiHost.Json(
            await client.PostAsJsonAsync($"{Accounts}/totp", new { currentPassword = ApiHost.Password }));
        var key = enrolled.GetProperty("key").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await Login(on, email, ApiHost.Password)).StatusCode);

        var wrong = await client.PostAsJsonAsync($"{Accounts}/totp/confirm", new { digits = "000000" });
        var confirmed = await ApiHost.Json(
            await client.PostAsJsonAsync($"{Accounts}/totp/confirm", new { digits = TotpCodes.Now(key) }));

        Assert.Equal(8103, await ApiHost.ProblemCode(wrong));
        Assert.Equal(8014, await ApiHost.ProblemCode(await client.GetAsync($"{Accounts}/me")));
        Assert.Equal(8102, await ApiHost.ProblemCode(await Login(on, email, ApiHost.Password)));
        Assert.Equal(8101, await ApiHost.ProblemCode(await Login(on, email, ApiHost.Password, "123456")));
        var recovery = confirmed.GetProperty("codes")[3].GetString();
        Assert.Equal(HttpStatusCode.OK, (await Login(on, email, ApiHost.Password, recovery)).StatusCode);
        Assert.Equal(8101, await ApiHost.ProblemCode(await Login(on, email, ApiHost.Password, recovery)));

        await ApiHost.SignIn(client, email, ApiHost.Password, TotpCodes.Now(key));
        var off = await client.PostAsJsonAsync(
            $"{Accounts}/totp/disable", new { currentPassword = ApiHost.Password, digits = TotpCodes.Now(key) });

        Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Login(on, email, ApiHost.Password)).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_personal_token_acts_for_its_owner_until_revoked_but_changes_no_account(StorageKind kind)
    {
        var on = await host.On(kind);
        var (client, email) = await on.Person();
        var made = await ApiHost.Json(
            await client.PostAsJsonAsync($"{Accounts}/tokens", new { name = "erp", days = 30 }));
        var machine = on.Anonymous();
        machine.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("secret").GetString());

        var me = await ApiHost.Json(await machine.GetAsync($"{Accounts}/me"));
        var twice = await client.PostAsJsonAsync($"{Accounts}/tokens", new { name = "erp", days = 30 });
        var grown = await machine.PostAsJsonAsync($"{Accounts}/tokens", new { name = "more", days = 30 });
        var id = made.GetProperty("token").GetProperty("id").GetString();
        var foreign = await (await on.Stranger()).DeleteAsync($"{Accounts}/tokens/{id}");
        var revoked = await client.DeleteAsync($"{Accounts}/tokens/{id}");

        Assert.Equal(email, me.GetProperty("email").GetString());
        Assert.Equal(8110, await ApiHost.ProblemCode(twice));
        Assert.Equal(8015, await ApiHost.ProblemCode(grown));
        Assert.Equal(1001, await ApiHost.ProblemCode(foreign));
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(8014, await ApiHost.ProblemCode(await machine.GetAsync($"{Accounts}/me")));
    }

    private static Task<HttpResponseMessage> Login(ApiHost on, string email, string password, string? code = null) =>
        on.Anonymous().PostAsJsonAsync($"{Accounts}/login", new { email, password, code });

    private static Task<HttpResponseMessage> Refresh(ApiHost on, JsonElement tokens) => on.Anonymous().PostAsJsonAsync(
        $"{Accounts}/refresh", new { refreshToken = tokens.GetProperty("refreshToken").GetString() });
}

/// <summary>An authenticator (RFC 6238).</summary>
internal static class TotpCodes
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Now(string key)
    {
        var step = BitConverter.GetBytes(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        if (BitConverter.IsLittleEndian) Array.Reverse(step);
#pragma warning disable CA5350 // RFC 6238 as authenticators speak it is HMAC-SHA1.
        var hash = HMACSHA1.HashData(Bytes(key), step);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = ((hash[offset] & 127) << 24) | (hash[offset + 1] << 16)
            | (hash[offset + 2] << 8) | hash[offset + 3];
        return $"{number % 1_000_000:000000}";
    }

    private static byte[] Bytes(string key)
    {
        var bits = string.Concat(key.Select(static c => Convert.ToString(Base32.IndexOf(c), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
