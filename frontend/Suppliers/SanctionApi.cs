using Marketplace.Frontend.Http;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Suppliers;

/// <summary>Sanctions of suppliers over HTTP.</summary>
public static class SanctionApi
{
    /// <summary><c>suppliers/{id}/sanctions/…</c></summary>
    public static void MapSanctions(this RouteGroupBuilder suppliers)
    {
        suppliers.MapPost("{id}/sanctions", Impose).WithSummary("Impose a sanction, in force at once").RequireKey();
        suppliers.MapPost("{id}/sanctions/{number:int}/lift", Lift).WithSummary("End a sanction early").RequireKey();
        suppliers.MapPost("{id}/sanctions/{number:int}/appeal", Appeal)
            .WithSummary("Object to a sanction").RequireKey();
    }

    private static async Task<Answer<SupplierView>> Impose(
        SupplierId id, NewSanction sanction, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).Sanction(new SanctionSupplier
        {
            Context = call.Command,
            Kind = sanction.Kind,
            DecreeNumber = sanction.DecreeNumber,
            Reason = sanction.Reason,
            Evidence = sanction.Evidence,
        }));

    private static async Task<Answer<SupplierView>> Lift(
        SupplierId id, int number, SanctionEnd end, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).LiftSanction(new LiftSanction
        {
            Context = call.Command,
            Number = number,
            Reason = end.Reason,
        }));

    private static async Task<Answer<SupplierView>> Appeal(
        SupplierId id, int number, SanctionObjection objection, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).Appeal(new AppealSanction
        {
            Context = call.Command,
            Number = number,
            Text = objection.Text,
        }));
}
