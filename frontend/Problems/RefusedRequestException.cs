using Marketplace.Outcomes;

namespace Marketplace.Frontend.Problems;

/// <summary>
/// A request refused while its parameters are being bound, where ASP.NET Core leaves no other way out. Never leaves
/// <see cref="ProblemsMiddleware"/>.
/// </summary>
/// <param name="refusal">Why.</param>
public sealed class RefusedRequestException(Refusal refusal) : Exception(refusal.Code.Slug)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}
