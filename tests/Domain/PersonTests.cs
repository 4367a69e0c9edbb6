using Marketplace.Accounts;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Values;
using Xunit;

namespace Marketplace.Tests.Domain;

public sealed class PersonTests
{
    private static readonly UserId Ani = UserId.Wrap("ani");

    [Fact]
    public void Nobody_holds_a_buyer_and_a_supplier_role()
    {
        var person = Step(Person.Absent, Person.Absent.Claim(Ani, Side.Buyer, "organisation/a/1"));

        Assert.Equal(PersonRefusals.OnOtherSide, person.Claim(Ani, Side.Supplier, "supplier/s").Refusal?.Code);
    }

    [Fact]
    public void A_side_is_free_again_once_its_last_claim_is_given_back()
    {
        var person = Step(Person.Absent, Person.Absent.Claim(Ani, Side.Buyer, "organisation/a/1"));
        person = Step(person, person.Claim(Ani, Side.Buyer, "organisation/a/2"));
        person = Step(person, person.Release("organisation/a/1"));
        Assert.Equal(PersonRefusals.OnOtherSide, person.Claim(Ani, Side.Supplier, "supplier/s").Refusal?.Code);

        person = Step(person, person.Release("organisation/a/2"));

        Assert.Equal(Side.Supplier, Step(person, person.Claim(Ani, Side.Supplier, "supplier/s")).Side);
    }

    [Fact]
    public void Repeating_a_claim_or_a_release_changes_nothing()
    {
        var person = Step(Person.Absent, Person.Absent.Claim(Ani, Side.Buyer, "organisation/a/1"));

        Assert.Same(Decision<PersonEvent>.Nothing, person.Claim(Ani, Side.Buyer, "organisation/a/1"));
        Assert.Same(Decision<PersonEvent>.Nothing, person.Release("organisation/b/1"));
    }

    [Fact]
    public void The_engine_and_visitors_hold_no_roles()
    {
        foreach (var caller in (Caller[])[Caller.System, Caller.Anonymous])
        {
            var claim = Person.Absent.Claim(caller.User, Side.Buyer, "organisation/a/1");
            Assert.Equal(PersonRefusals.NotAPerson, claim.Refusal?.Code);
        }
    }

    private static Person Step(Person person, Decision<PersonEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(person, static (state, happened) => state.When(happened));
    }
}
