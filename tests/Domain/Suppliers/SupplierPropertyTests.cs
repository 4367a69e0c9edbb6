using System.Text.Json;
using CsCheck;
using Marketplace.EventLog;
using Marketplace.Suppliers;
using Marketplace.Values;
using Xunit;
using static Marketplace.Tests.Domain.Suppliers.SupplierSamples;

namespace Marketplace.Tests.Domain.Suppliers;

/// <summary>Whatever people do to a supplier in whatever order.</summary>
public sealed class SupplierPropertyTests
{
    private static readonly Acting[] People =
        [Owner, Staff, Stranger, Facilitator, Manager, Colleague, Auditor, Facilitator with { Manages = true }];

    private static readonly Func<Supplier, Acting, int, DateTimeOffset, Decision<SupplierEvent>>[] Steps =
    [
        static (supplier, by, n, now) => supplier.Register(
            Id,
            by,
            new RegisterSupplier
            {
                Context = By(by), Profile = Profile, Numbers = Numbers, Owner = by.Assists ? Owner.User : null,
            },
            Key.Seal(Id.Value, Numbers),
            Law,
            now),
        static (supplier, by, n, now) => supplier.Changed(
            by, Profile with { AnnualSales = new Rupiah(n * 1_000_000_000L) }),
        static (supplier, by, n, now) => supplier.Changed(by, Profile with { BankName = $"Bank {n}" }),
        static (supplier, by, n, now) => supplier.Submit(by, now),
        static (supplier, by, n, now) => supplier.Submit(by, now),
        static (supplier, by, n, now) => supplier.Review(by),
        static (supplier, by, n, now) => supplier.Review(by),
        static (supplier, by, n, now) => supplier.Verify(by, now),
        static (supplier, by, n, now) => supplier.Verify(by, now),
        static (supplier, by, n, now) => supplier.Return(by, [new(ReturnReason.Other, "x")]),
        static (supplier, by, n, now) => supplier.AddMember(
            by, People[n % 3].User, n % 2 == 0 ? MemberRole.Owner : MemberRole.Staff),
        static (supplier, by, n, now) => supplier.RemoveMember(by, People[n % 3].User),
        static (supplier, by, n, now) => supplier.SubmitCertificate(by, Halal with { Number = $"ID{n}" }, Law, now),
        static (supplier, by, n, now) => supplier.JudgeCertificate(by, n % 4, n % 2 == 0 ? null : "x", Law, now),
        static (supplier, by, n, now) => supplier.LookAtCertificate(n % 4, Law, now),
        static (supplier, by, n, now) => supplier.Sanctioned((SanctionKind)(1 + (n % 7)), now, by: by),
        static (supplier, by, n, now) => supplier.Lift(by, n % 4, "x", now),
        static (supplier, by, n, now) => supplier.Appeal(by, n % 4, "x", now),
        static (supplier, by, n, now) => supplier.EndSanction(n % 4, now),
        static (supplier, by, n, now) => supplier.ItemsTold(
            supplier.Telling, n % 2 == 0 ? null : ItemId.Wrap($"item-{n}"), now),
        static (supplier, by, n, now) => supplier.RevealPersonalData(by, "x"),
    ];

    private static readonly Gen<(int Step, int Who, int Number, int Days)[]> Lives =
        Gen.Select(Gen.Int[0, Steps.Length - 1], Gen.Int[0, People.Length - 1], Gen.Int[0, 20], Gen.Int[0, 40])
            .Array[0, 60];

    [Fact]
    public void Replaying_the_events_gives_the_same_state() => Lives.Sample(life =>
    {
        var (state, events) = Live(life, static (_, _, _) => { });
        var replayed = events.Select(static happened =>
                (SupplierEvent)EventTypes.Read(EventTypes.NameOf(happened.GetType()), EventTypes.Write(happened)))
            .Aggregate(Supplier.Absent, static (supplier, happened) => supplier.When(happened));
        Assert.Equal(Json(state), Json(replayed));
        // A snapshot is the state as JSON.
        Assert.Equal(Json(state), Json(JsonSerializer.Deserialize<Supplier>(Json(state), EventTypes.Json)!));
    });

    [Fact]
    public void A_refusal_changes_nothing() => Lives.Sample(life => Live(life, static (_, decision, _) =>
        Assert.True(decision.Refusal is null || decision.Events.IsEmpty)));

    [Fact]
    public void Only_a_verified_and_unsuspended_supplier_sells_and_an_owner_is_always_there() =>
        Lives.Sample(life => Live(life, static (supplier, _, now) =>
        {
            Assert.True(!supplier.MaySell(now) || supplier.Stage == SupplierStage.Verified);
            Assert.True(!supplier.MaySell(now) || !supplier.Sanctions.Any(sanction =>
                sanction.Lifted is null && sanction.Kind != SanctionKind.FirstWarning
                && now < (sanction.Until ?? now.AddDays(1))));
            Assert.True(supplier.Stage == SupplierStage.Absent
                || supplier.Members.Any(static member => member.Role == MemberRole.Owner));
        }));

    [Fact]
    public void Nobody_verifies_what_they_had_a_part_in() => Lives.Sample(life =>
    {
        var (_, events) = Live(life, static (_, _, _) => { });
        var involved = new HashSet<UserId>();
        foreach (var happened in events)
        {
            switch (happened)
            {
                case SupplierRegistered { Assisted: true } registered: involved.Add(registered.By); break;
                case SupplierProfileChanged { Assisted: true } changed: involved.Add(changed.By); break;
                case SupplierSubmitted submitted: involved.Add(submitted.By); break;
                case SupplierVerified verified: Assert.DoesNotContain(verified.By, involved); break;
                default: break;
            }
        }
    });

    private static (Supplier State, List<SupplierEvent> Events) Live(
        (int Step, int Who, int Number, int Days)[] life,
        Action<Supplier, Decision<SupplierEvent>, DateTimeOffset> check)
    {
        var (supplier, now, events) = (Supplier.Absent, Now, new List<SupplierEvent>());
        foreach (var (step, who, number, days) in life)
        {
            now = now.AddDays(days);
            var decision = Steps[step](supplier, People[who], number, now);
            events.AddRange(decision.Events);
            supplier = decision.Events.Aggregate(supplier, static (state, happened) => state.When(happened));
            check(supplier, decision, now);
        }

        return (supplier, events);
    }

    private static string Json(Supplier supplier) => JsonSerializer.Serialize(supplier, EventTypes.Json);
}
