using Marketplace.Frontend.Http;
using Marketplace.Lists;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Frontend.Suppliers;

/// <summary>Suppliers over HTTP: registration, verification and lists.</summary>
public static class SupplierApi
{
    /// <summary><c>suppliers/…</c></summary>
    public static void MapSuppliers(this RouteGroupBuilder api)
    {
        var suppliers = api.MapGroup("suppliers").WithTags("Suppliers");
        suppliers.MapGet("", List).WithSummary("Suppliers that may sell, by name unless sorted otherwise")
            .AllowAnonymous();
        suppliers.MapPost("", Register).WithSummary("Register a supplier as a draft").RequireKey();
        suppliers.MapGet("mine", Mine).WithSummary("The suppliers the caller acts for");
        suppliers.MapGet("review-queue", Queue)
            .WithSummary("Registrations in a stage, the longest waiting first unless sorted otherwise");
        suppliers.MapGet("{id}", View).WithSummary("A supplier, as the caller may see it").AllowAnonymous();
        suppliers.MapPut("{id}/profile", Change).WithSummary("Replace the profile").RequireKey();
        suppliers.MapPost("{id}/submit", Submit).WithSummary("Ask for verification").RequireKey();
        suppliers.MapPost("{id}/review", Review).WithSummary("Take a registration for review").RequireKey();
        suppliers.MapPost("{id}/verify", Verify).WithSummary("Declare the identity verified").RequireKey();
        suppliers.MapPost("{id}/return", Return).WithSummary("Send a registration back with reasons").RequireKey();
        suppliers.MapPut("{id}/members/{user}", AddMember).WithSummary("Let an account act for it").RequireKey();
        suppliers.MapDelete("{id}/members/{user}", RemoveMember).WithSummary("End a membership").RequireKey();
        suppliers.MapPost("{id}/personal-data/reveal", Reveal)
            .WithSummary("Read the personal numbers in full; each reading is recorded").RequireKey();
        suppliers.MapCertificates();
        suppliers.MapSanctions();
    }

    private static async Task<Answer<Page<SupplierSummary>>> List(
        PageQuery page, CallContext call, IGrainFactory grains,
        RegionCode? region = null, Word<BusinessSize>? size = null, string? text = null,
        Word<SupplierSort>? sort = null) =>
        call.Answer(await grains.Suppliers().Verified(
            new SupplierFilter(region, size?.Value, text, sort?.Value ?? SupplierSort.Name), page.Request));

    private static async Task<Answer<Page<QueuedSupplier>>> Mine(
        PageQuery page, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Suppliers().Mine(call.Caller, page.Request));

    private static async Task<Answer<Page<QueuedSupplier>>> Queue(
        PageQuery page, CallContext call, IGrainFactory grains, Word<SupplierStage>? stage = null,
        Word<SupplierSort>? sort = null) =>
        call.Answer(await grains.Suppliers().Queue(
            call.Caller, stage?.Value ?? SupplierStage.Submitted, sort?.Value, page.Request));

    private static async Task<Answer<SupplierView>> View(SupplierId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).View(call.Caller));

    private static async Task<Created<SupplierView>> Register(
        NewSupplier supplier, CallContext call, IGrainFactory grains) =>
        call.Created(
            await grains.Supplier(supplier.Id).Register(new RegisterSupplier
            {
                Context = call.Command,
                Profile = supplier.Profile,
                Numbers = supplier.Numbers ?? new PersonalNumbers(),
                Owner = supplier.Owner,
            }),
            static view => $"suppliers/{view.Id}");

    private static async Task<Answer<SupplierView>> Change(
        SupplierId id, SupplierEdit edit, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).ChangeProfile(new ChangeSupplierProfile
        {
            Context = call.Command,
            Profile = edit.Profile,
            Numbers = edit.Numbers ?? new PersonalNumbers(),
        }));

    private static async Task<Answer<SupplierView>> Submit(SupplierId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).Submit(call.Command));

    private static async Task<Answer<SupplierView>> Review(SupplierId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).Review(call.Command));

    private static async Task<Answer<SupplierView>> Verify(SupplierId id, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).Verify(call.Command));

    private static async Task<Answer<SupplierView>> Return(
        SupplierId id, SupplierReturnReasons reasons, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).Return(new ReturnSupplier
        {
            Context = call.Command,
            Notes = [.. reasons.Notes],
        }));

    private static async Task<Answer<SupplierView>> AddMember(
        SupplierId id, UserId user, SupplierMembership membership, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).AddMember(new AddSupplierMember
        {
            Context = call.Command,
            User = user,
            Role = membership.Role,
        }));

    private static async Task<Answer<SupplierView>> RemoveMember(
        SupplierId id, UserId user, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).RemoveMember(new RemoveSupplierMember
        {
            Context = call.Command,
            User = user,
        }));

    private static async Task<Answer<PersonalNumbersView>> Reveal(
        SupplierId id, ReadingReason reading, CallContext call, IGrainFactory grains) =>
        call.Answer(await grains.Supplier(id).RevealPersonalData(new RevealPersonalData
        {
            Context = call.Command,
            Reason = reading.Reason,
        }));
}
