namespace Marketplace.Silo.Hosting;

/// <summary>
/// Asks an actor again when the silo it lived on went away before answering, as one does that stops while others call
/// it. The actor is then another silo's. Every command carries a key or an id by which its repeat is answered as the
/// first was, and everything else only reads: asking twice does nothing twice.
/// </summary>
internal sealed class AskAgain : IOutgoingGrainCallFilter
{
    /// <summary>The silo, and the one that took over, may both be stopping; a third is not waited for.</summary>
    private const int MostAttempts = 3;

    /// <inheritdoc />
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (SiloUnavailableException) when (attempt < MostAttempts && IsOurs(context))
            {
                // The directory knows that the silo is gone: the next call goes elsewhere.
            }
        }
    }

    private static bool IsOurs(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod.DeclaringType?.Namespace?.StartsWith(nameof(Marketplace), StringComparison.Ordinal)
            == true;
}
