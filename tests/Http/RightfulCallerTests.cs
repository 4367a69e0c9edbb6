using System.Globalization;
using System.Net;
using Xunit;

namespace Marketplace.Tests.Http;

/// <summary>
/// Every command of the document, asked by somebody who may, of a real object at the right stage: what a stranger's
/// nonsense never reaches, because strangers are turned away first.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class RightfulCallerTests(ApiHost host)
{
    [Fact]
    public async Task Every_command_repeated_answers_as_before_and_its_key_serves_nothing_else()
    {
        await ForEach(static operation => operation.IsCommand, async (tenant, operation, caller, fresh) =>
        {
            var (ids, key) = (await fresh(), Guid.NewGuid().ToString());
            var body = operation.HasBody ? tenant.Fit(operation.Example).ToJsonString() : null;
            using var first = await Send(operation, caller, ids, body, key);
            using var second = await Send(operation, caller, ids, body, key);
            using var other = await Send(operation, caller, ids, operation.HasBody ? body + " " : "{}", key);

            Assert.True(first.IsSuccessStatusCode, $"{operation.Name}: {await first.Content.ReadAsStringAsync()}");
            Assert.True(first.StatusCode == second.StatusCode, $"{operation.Name} repeated: {second.StatusCode}");
            Assert.True(Equals(first.Headers.ETag, second.Headers.ETag), $"{operation.Name}: changed by its repeat");
            // What changed nothing need not be remembered; then the other changes nothing either.
            Assert.True(
                other.IsSuccessStatusCode ? Equals(first.Headers.ETag, other.Headers.ETag)
                    : await ApiHost.ProblemCode(other) == 1003,
                $"{operation.Name} with other content: {(int)other.StatusCode}");
        });
    }

    [Fact]
    public async Task Whatever_one_member_holds_it_is_refused_with_a_reason_or_done_and_never_fails()
    {
        await ForEach(static operation => operation.HasBody, async (tenant, operation, caller, fresh) =>
        {
            var ids = await fresh();
            foreach (var (where, body) in MutatedBodies.Of(tenant.Fit(operation.Example)))
            {
                using var answer = await Send(operation, caller, ids, body);
                var status = (int)answer.StatusCode;
                Assert.True(
                    status < 500, $"{operation.Name} {where}: {status} {await answer.Content.ReadAsStringAsync()}");
                if (answer.IsSuccessStatusCode) ids = await fresh();
                else Assert.True(
                    operation.Codes.Contains(await ApiHost.ProblemCode(answer)),
                    $"{operation.Name} {where} is refused with a code its description does not name: "
                    + await answer.Content.ReadAsStringAsync());
            }
        });
    }

    [Fact]
    public async Task What_only_the_service_decides_is_never_taken_from_a_caller()
    {
        await ForEach(static operation => operation.HasBody, async (tenant, operation, caller, fresh) =>
        {
            var ids = await fresh();
            foreach (var (where, body) in MutatedBodies.WithMoreThanIsAsked(tenant.Fit(operation.Example)))
            {
                using var answer = await Send(operation, caller, ids, body);
                Assert.True(
                    answer.StatusCode == HttpStatusCode.BadRequest && await ApiHost.ProblemCode(answer) == 8002,
                    $"{operation.Name} {where}: {(int)answer.StatusCode}");
            }
        });
    }

    [Fact]
    public async Task A_refused_order_command_leaves_the_order_as_it_was()
    {
        await ForEach(
            static operation => operation.HasBody && operation.Path.Contains("/orders/{id}", StringComparison.Ordinal),
            async (tenant, operation, caller, fresh) =>
            {
                if (operation.Path.EndsWith("/submit", StringComparison.Ordinal)) return;
                var ids = await fresh();
                var address = $"/api/v1/orders/{ids("id")}";
                var body = tenant.Fit(operation.Example);
                foreach (var (where, spoilt) in MutatedBodies.Of(body))
                {
                    using var before = await caller.GetAsync(address);
                    using var answer = await Send(operation, caller, ids, spoilt);
                    if (answer.IsSuccessStatusCode) return;
                    using var after = await caller.GetAsync(address);
                    Assert.True(
                        Equals(before.Headers.ETag, after.Headers.ETag), $"{operation.Name} {where} half done");
                }
            });
    }

    /// <summary>Does something with every operation of a kind that the matrix says somebody may call.</summary>
    private async Task ForEach(
        Func<ApiOperation, bool> which,
        Func<Tenant, ApiOperation, HttpClient, Func<Task<Func<string, string>>>, Task> act)
    {
        var tenant = await host.Tenant();
        var operations = (await ApiOperation.All(host)).ToDictionary(static operation => operation.Name);
        var done = 0;
        foreach (var row in MatrixRow.All([.. tenant.Callers.Keys]))
        {
            var operation = operations[row.Operation];
            if (row.Rightful is not { } name || !which(operation) || IsAccounts(operation)) continue;
            await act(tenant, operation, tenant.Callers[name], async () =>
            {
                var ids = await tenant.Make(row.Of, name);
                return id => ids[id];
            });
            done++;
        }

        Assert.True(done > 10, done.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Accounts have tests of their own; here they would only be locked.</summary>
    private static bool IsAccounts(ApiOperation operation) =>
        operation.Path.StartsWith("/api/v1/accounts/", StringComparison.Ordinal);

    private static Task<HttpResponseMessage> Send(
        ApiOperation operation, HttpClient caller, Func<string, string> ids, string? body, string? key = null)
    {
        var request = operation.RequestFor(ids, body ?? "");
        if (!operation.HasBody && body is not null) request.Content = ApiOperation.JsonBody(body);
        if (key is not null)
        {
            request.Headers.Remove("Idempotency-Key");
            request.Headers.Add("Idempotency-Key", key);
        }

        return caller.SendAsync(request);
    }
}
