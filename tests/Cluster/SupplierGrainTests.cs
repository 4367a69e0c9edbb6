using Marketplace.Accounts;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Lists;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Tests.Domain.Suppliers;
using Marketplace.Tests.Storage;
using Marketplace.Values;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Cluster;

public sealed class SupplierGrainTests
{
    private static readonly SupplierId Id = SupplierId.Wrap("kopi-lestari");
    private static readonly Caller Admin = Someone("admin");
    private static readonly Caller Manager = Someone("manager");
    private static readonly Caller Colleague = Someone("colleague");
    private static readonly Caller Facilitator = Someone("facilitator");
    private static readonly Caller Owner = Someone("owner");
    private static readonly Caller Stranger = Someone("stranger");

    private int _keys;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_supplier_goes_from_draft_to_selling_and_its_lists_follow(StorageKind kind)
    {
        await using var market = await Open(kind);
        var supplier = market.Grains.Supplier(Id);

        var draft = await Register(market, Id, Owner);
        Assert.Equal(SupplierStage.Draft, draft.Value?.Stage);
        Assert.Null(await supplier.View(Stranger));
        await supplier.Submit(Key(Owner));
        var queue = await market.Grains.Suppliers().Queue(
            Manager, SupplierStage.Submitted, sort: null, After(await supplier.View(Owner)));
        Assert.Equal(Id, Assert.Single(queue.Value!.Items).Id);
        Assert.False((await supplier.Standing()).MaySell);
        await supplier.Review(Key(Manager));
        var verified = await supplier.Verify(Key(Manager));

        Assert.Equal(SupplierStage.Verified, verified.Value?.Stage);
        var standing = await supplier.Standing();
        Assert.True(standing.MaySell);
        Assert.Equal(SupplierSamples.Numbers.Npwp, standing.Npwp);
        var list = await market.Grains.Suppliers().Verified(
            new SupplierFilter(RegionCode.Wrap("18.71"), BusinessSize.Micro, "KOPI"), After(verified.Value));
        Assert.Equal(Id, Assert.Single(list.Value!.Items).Id);
        Assert.Empty((await market.Grains.Suppliers().Verified(new SupplierFilter(Text: "_"), new())).Value!.Items);
        Assert.Equal(Id, Assert.Single((await market.Grains.Suppliers().Mine(Owner, new())).Value!.Items).Id);
        Assert.Equal(
            CommonRefusals.NotAllowed,
            (await market.Grains.Suppliers().Queue(Owner, SupplierStage.Submitted, sort: null, new())).Refusal?.Code);
    }

    [Fact]
    public async Task Everyone_sees_only_what_is_theirs_to_see()
    {
        await using var market = await Open();
        await Verified(market, Id, Owner);
        var supplier = market.Grains.Supplier(Id);

        var publicly = await supplier.View(Caller.Anonymous);
        var privately = await supplier.View(Owner);

        Assert.Null(publicly!.Registration);
        Assert.Contains("verified", publicly.Labels);
        Assert.Equal("••••0800", privately!.Registration!.Numbers.BankAccount);
        Assert.NotNull((await supplier.View(Facilitator))!.Registration);
        Assert.Null((await supplier.View(Stranger))!.Registration);
    }

    [Fact]
    public async Task Whoever_helped_or_submitted_cannot_verify_and_a_refusal_changes_nothing()
    {
        await using var market = await Open();
        var supplier = market.Grains.Supplier(Id);
        await Register(market, Id, Facilitator, owner: Owner.User);
        await supplier.Submit(Key(Facilitator));
        // The facilitator becomes a catalogue manager afterwards: that does not make them a stranger to it.
        await Appoint(market, Facilitator, Role.CatalogManager);
        var before = await supplier.View(Owner);

        var review = await supplier.Review(Key(Facilitator));

        Assert.Equal(SupplierRefusals.JudgeInvolved, review.Refusal?.Code);
        Assert.Equal(before!.Revision, (await supplier.View(Owner))!.Revision);
        Assert.True((await supplier.Review(Key(Manager))).IsOk);
        Assert.Equal(SupplierRefusals.JudgeInvolved, (await supplier.Verify(Key(Facilitator))).Refusal?.Code);
        Assert.Equal(SupplierRefusals.TakenByAnother, (await supplier.Verify(Key(Colleague))).Refusal?.Code);
        Assert.True((await supplier.Verify(Key(Manager))).IsOk);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_sanction_stops_selling_at_once_and_lifting_it_gives_it_back(StorageKind kind)
    {
        await using var market = await Open(kind);
        await Verified(market, Id, Owner);
        var supplier = market.Grains.Supplier(Id);

        var sanctioned = await Sanction(supplier, SanctionKind.OrderBreach);

        Assert.False((await supplier.Standing()).MaySell);
        var listed = await market.Grains.Suppliers().Verified(new SupplierFilter(), After(sanctioned.Value));
        Assert.Empty(listed.Value!.Items);
        var appeal = new AppealSanction { Context = Key(Owner), Number = 1, Text = "Barang sudah dikirim." };
        Assert.True((await supplier.Appeal(appeal)).IsOk);
        var lifted = await supplier.LiftSanction(
            new LiftSanction { Context = Key(Colleague), Number = 1, Reason = "Banding diterima" });
        Assert.True(lifted.IsOk);
        Assert.True((await supplier.Standing()).MaySell);
    }

    [Fact]
    public async Task A_deadline_that_comes_early_ends_nothing()
    {
        await using var market = await Open();
        await Verified(market, Id, Owner);
        var supplier = market.Grains.Supplier(Id);
        await Sanction(supplier, SanctionKind.OrderBreach);

        foreach (var kind in (string[])["sanction-1", "sanction-2", "certificate-1", "certificate-x", "other"])
            await market.Grains.WithDeadlines($"supplier/{Id}").Due(kind, DateTimeOffset.UnixEpoch);

        Assert.False(Assert.Single((await supplier.View(Owner))!.Registration!.Sanctions).Ended);
        Assert.False((await supplier.Standing()).MaySell);
    }

    [Fact]
    public async Task Nobody_is_a_supplier_and_a_buyer_or_operator_at_once()
    {
        await using var market = await Open();
        Assert.True((await market.Grains.Person(Stranger.User).Claim(Side.Buyer, "organisation/dinas/1")).IsOk);

        Assert.Equal(PersonRefusals.OnOtherSide, (await Register(market, Id, Stranger)).Refusal?.Code);
        Assert.Equal(PersonRefusals.OnOtherSide, (await Register(market, Id, Manager)).Refusal?.Code);
        Assert.False((await market.Grains.Supplier(Id).Standing()).Exists);
        await Register(market, Id, Owner);
        Assert.Equal(PersonRefusals.OnOtherSide, (await Add(market, Stranger.User)).Refusal?.Code);
        Assert.True((await Add(market, Someone("staff").User)).IsOk);
        await market.Grains.Supplier(Id).RemoveMember(
            new RemoveSupplierMember { Context = Key(Owner), User = Someone("staff").User });

        Assert.Null((await market.Grains.Person(Someone("staff").User).View()).Side);
        Assert.Equal(Side.Supplier, (await market.Grains.Person(Owner.User).View()).Side);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refused_registration_leaves_the_owner_free(StorageKind kind)
    {
        await using var market = await Open(kind);
        await Register(market, Id, Owner);

        Assert.Equal(CommonRefusals.AlreadyExists, (await Register(market, Id, Stranger)).Refusal?.Code);
        Assert.Equal(CommonRefusals.AlreadyExists, (await Register(market, Id, Owner)).Refusal?.Code);

        Assert.Null((await market.Grains.Person(Stranger.User).View()).Side);
        Assert.Equal(Side.Supplier, (await market.Grains.Person(Owner.User).View()).Side);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Personal_numbers_are_read_in_full_only_with_a_trace_and_survive_a_restart(StorageKind kind)
    {
        var first = await Open(kind);
        await Verified(first, Id, Owner);
        await using var market = await first.Restart();
        var supplier = market.Grains.Supplier(Id);
        var reading = new RevealPersonalData { Context = Key(Manager), Reason = "Mencocokkan rekening" };

        var numbers = await supplier.RevealPersonalData(reading);
        await supplier.RevealPersonalData(reading);

        Assert.Equal(SupplierSamples.Numbers.BankAccount, numbers.Value?.BankAccount);
        Assert.Equal(SupplierSamples.Numbers.OwnerNik, numbers.Value?.OwnerNik);
        var before = await supplier.View(Owner);
        var refused = await supplier.RevealPersonalData(reading with { Context = Key(Facilitator) });
        Assert.Equal(CommonRefusals.NotAllowed, refused.Refusal?.Code);
        Assert.Equal(before!.Revision, (await supplier.View(Owner))!.Revision);
        // Registered, submitted, taken, verified, and each of the two readings, though their key was the same.
        Assert.Equal(6, before.Revision.Version);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Managers_are_shown_who_shares_a_number(StorageKind kind)
    {
        await using var market = await Open(kind);
        var other = SupplierId.Wrap("kopi-kembar");
        await Register(market, Id, Owner);
        await Register(
            market, other, Stranger,
            profile: SupplierSamples.Profile with { Nib = "3210987654321", Phone = "08127654321" },
            numbers: new PersonalNumbers("1871099999999999", "1871099999999999", SupplierSamples.Numbers.BankAccount));
        await market.Grains.Projection(PartyFingerprints.ProjectionName).WaitFor(
            (await market.Grains.Supplier(other).View(Stranger))!.Revision.Position, TimeSpan.FromSeconds(10));

        var view = await market.Grains.Supplier(Id).View(Manager);

        Assert.Equal(
            [
                new SharedNumber("supplier/kopi-kembar", "address"),
                new SharedNumber("supplier/kopi-kembar", "bankAccount"),
                new SharedNumber("supplier/kopi-kembar", "phone"),
            ],
            view!.Registration!.SharedWith.AsEnumerable());
        Assert.Empty((await market.Grains.Supplier(Id).View(Owner))!.Registration!.SharedWith);
    }

    [Fact]
    public async Task Managers_are_shown_which_buyers_share_something_with_a_supplier()
    {
        await using var market = await Open();
        await Register(market, Id, Owner);
        var (office, officer) = (OrganisationId.Wrap("dinas-kominfo"), Someone("ppk"));
        var created = await market.Grains.Organisation(office).Create(new CreateOrganisation(
            Key(Admin), OrganisationKind.RegionalAgency, new OrganisationProfile
            {
                Name = "Dinas Kominfo",
                Region = RegionCode.Wrap("18"),
                Phone = SupplierSamples.Profile.Phone,
            }));
        Assert.Null(created.Refusal);
        var declared = await market.Grains.Person(officer.User).Declare(new DeclarePerson(
            Key(officer),
            new PersonDeclaration(SupplierSamples.Numbers.OwnerNik, Address: SupplierSamples.Profile.Address!.Line)));
        Assert.Equal($"••••{SupplierSamples.Numbers.OwnerNik![^4..]}", declared.Value?.Declared?.Nik);
        // Who neither buys nor operates is nobody's rival and no buyer.
        Assert.DoesNotContain(await Shared(market), static one => one.Party == "person/ppk");
        var appointed = await market.Grains.Organisation(office).Appoint(new MakeAppointment(
            Key(Admin),
            new AppointmentTerms
            {
                User = officer.User,
                Role = Role.Administrator,
                Decree = "SK/2/2026",
                From = new DateOnly(2026, 1, 2),
            }));
        Assert.Null(appointed.Refusal);

        Assert.Equal(
            [
                new SharedNumber("organisation/dinas-kominfo", "phone"),
                new SharedNumber("person/ppk", "address"),
                new SharedNumber("person/ppk", "identity"),
            ],
            await Shared(market));
        Assert.Null(await market.Grains.Person(officer.User).View(Stranger));
        Assert.Equal(
            CommonRefusals.NotFound,
            (await market.Grains.Person(officer.User).Declare(
                new DeclarePerson(Key(Stranger), new PersonDeclaration()))).Refusal?.Code);

        async Task<IEnumerable<SharedNumber>> Shared(TestMarketplace at)
        {
            await at.CatchUp(PartyFingerprints.ProjectionName);
            return (await at.Grains.Supplier(Id).View(Manager))!.Registration!.SharedWith;
        }
    }

    [Fact]
    public async Task What_a_person_declares_is_in_no_event_in_the_clear()
    {
        await using var market = await Open();
        var said = new PersonDeclaration("1871012345678901", "081299887766", "3801112223", "Jl. Rahasia 77");
        await market.Grains.Person(Owner.User).Declare(new DeclarePerson(Key(Owner), said));

        var events = await market.Services.GetRequiredService<IEventLog>().ReadStream("person/owner", 0, 100);

        var text = string.Concat(events.Select(static one => System.Text.Encoding.UTF8.GetString(one.Payload)));
        Assert.Contains("cipher", text, StringComparison.Ordinal);
        foreach (var secret in (string[])[said.Nik!, "99887766", said.BankAccount!, "Rahasia"])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("1871", said.ToString(), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_registration_answers_as_the_first_and_other_content_is_refused(StorageKind kind)
    {
        await using var market = await Open(kind);
        var context = Key(Owner);

        var first = await Register(market, Id, context);
        var again = await Register(market, Id, context);
        var other = await Register(market, Id, context with { Content = "other" });

        Assert.Equal(first.Value!.Revision, again.Value!.Revision);
        Assert.Equal(CommonRefusals.KeyReused, other.Refusal?.Code);
    }

    private async Task<TestMarketplace> Open(StorageKind kind = StorageKind.Sqlite)
    {
        var market = await TestMarketplace.Start(kind);
        Assert.True((await market.Grains.Organisation(WellKnown.Operator).Bootstrap(Admin.User)).IsOk);
        await Appoint(market, Manager, Role.CatalogManager);
        await Appoint(market, Colleague, Role.CatalogManager);
        await Appoint(market, Facilitator, Role.Facilitator);
        return market;
    }

    private async Task Appoint(TestMarketplace market, Caller who, Role role)
    {
        var appointed = await market.Grains.Organisation(WellKnown.Operator).Appoint(new MakeAppointment(
            Key(Admin),
            new AppointmentTerms
            {
                User = who.User,
                Role = role,
                Decree = "SK/1/2026",
                From = new DateOnly(2026, 1, 2),
            }));
        Assert.Null(appointed.Refusal);
    }

    private Task<Result<SupplierView>> Register(
        TestMarketplace market, SupplierId id, Caller by, UserId? owner = null, SupplierProfile? profile = null,
        PersonalNumbers? numbers = null) => Register(market, id, Key(by), owner, profile, numbers);

    private static Task<Result<SupplierView>> Register(
        TestMarketplace market, SupplierId id, CommandContext context, UserId? owner = null,
        SupplierProfile? profile = null, PersonalNumbers? numbers = null) =>
        market.Grains.Supplier(id).Register(new RegisterSupplier
        {
            Context = context,
            Profile = profile ?? SupplierSamples.Profile,
            Numbers = numbers ?? SupplierSamples.Numbers,
            Owner = owner,
        });

    private async Task Verified(TestMarketplace market, SupplierId id, Caller owner)
    {
        var supplier = market.Grains.Supplier(id);
        await Register(market, id, owner);
        await supplier.Submit(Key(owner));
        await supplier.Review(Key(Manager));
        Assert.Null((await supplier.Verify(Key(Manager))).Refusal);
    }

    private Task<Result<SupplierView>> Add(TestMarketplace market, UserId user) => market.Grains.Supplier(Id).AddMember(
        new AddSupplierMember { Context = Key(Owner), User = user, Role = MemberRole.Staff });

    private Task<Result<SupplierView>> Sanction(ISupplierGrain supplier, SanctionKind kind) => supplier.Sanction(
        new SanctionSupplier
        {
            Context = Key(Manager),
            Kind = kind,
            DecreeNumber = "SK/7/2026",
            Reason = SanctionReason.OrderNotFulfilled,
            Evidence = "Berita acara 12/2026",
        });

    private CommandContext Key(Caller caller) => new(caller, $"k{++_keys}", "content");

    private static PageRequest After(SupplierView? view) => new(WaitFor: view!.Revision.Position);

    private static Caller Someone(string name) => new(UserId.Wrap(name));
}
