using Marketplace.Frontend.Http;
using Marketplace.Policy;
using Marketplace.Values;

namespace Marketplace.Frontend.Policy;

/// <summary>The legal numbers over HTTP.</summary>
public static class PolicyApi
{
    /// <summary><c>policy</c></summary>
    public static void MapPolicy(this RouteGroupBuilder api) =>
        api.MapGet("policy", At).WithTags("Policy").WithSummary("Every legal number in force on a date")
            .AllowAnonymous();

    private static async Task<Answer<PolicyView>> At(
        DateOnly? date, CallContext call, IGrainFactory grains, TimeProvider clock)
    {
        var day = date ?? Wib.DateOf(clock.GetUtcNow());
        return call.Answer(await grains.Policy().At(day));
    }
}
