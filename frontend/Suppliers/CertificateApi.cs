using Marketplace.Frontend.Http;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Suppliers;

/// <summary>Certificates of suppliers over HTTP.</summary>
public static class CertificateApi
{
    /// <summary><c>suppliers/{id}/certificates/…</c></summary>
    public static void MapCertificates(this RouteGroupBuilder suppliers)
    {
        suppliers.MapPost("{id}/certificates", Submit).WithSummary("Hand in a certificate").RequireKey();
        suppliers.MapPut("{id}/certificates/{number:int}", Change)
            .WithSummary("Mend a certificate that waits or was rejected").RequireKey();
        suppliers.MapPost("{id}/certificates/{number:int}/verify", Verify)
            .WithSummary("Find a certificate genuine").RequireKey();
        suppliers.MapPost("{id}/certificates/{number:int}/reject", Reject)
            .WithSummary("Reject a certificate with a reason").RequireKey();
    }

    private static async Task<Answer<SupplierView>> Submit(
        SupplierId id, Certificate certificate, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).SubmitCertificate(new SubmitCertificate
        {
            Context = call.Command,
            Certificate = certificate,
        }));

    private static async Task<Answer<SupplierView>> Change(
        SupplierId id, int number, Certificate certificate, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).ChangeCertificate(new ChangeCertificate
        {
            Context = call.Command,
            Number = number,
            Certificate = certificate,
        }));

    private static async Task<Answer<SupplierView>> Verify(
        SupplierId id, int number, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).JudgeCertificate(new JudgeCertificate
        {
            Context = call.Command,
            Number = number,
        }));

    private static async Task<Answer<SupplierView>> Reject(
        SupplierId id, int number, CertificateRejection rejection, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).JudgeCertificate(new JudgeCertificate
        {
            Context = call.Command,
            Number = number,
            Rejection = rejection.Reason,
        }));
}
