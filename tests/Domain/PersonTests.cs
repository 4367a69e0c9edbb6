using Marketplace.Accounts;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Suppliers;
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

    [Fact]
    public void A_declaration_keeps_what_it_does_not_name_and_removes_what_is_empty()
    {
        var key = new PersonalData(new byte[PersonalData.KeyBytes]);
        var person = Declare(Person.Absent, new PersonDeclaration("1871012345678901", "0812345678"));
        Assert.Empty(Decide(person, new PersonDeclaration(Phone: "+62812345678")).Events);

        var changed = Declare(person, new PersonDeclaration(Phone: "", BankAccount: "3801112223"));

        Assert.Equal(person.Declared.Nik, changed.Declared.Nik);
        Assert.Null(changed.Declared.Phone);
        Assert.Equal("2223", changed.Declared.BankAccount?.Tail);
        foreach (var malformed in (PersonDeclaration[])[
            new("187101234567890"), new(Phone: "0812x"), new(BankAccount: "12"), new(Address: new string('x', 301))])
            Assert.NotNull(Decide(person, malformed).Refusal);

        Decision<PersonEvent> Decide(Person of, PersonDeclaration said) =>
            of.Declare(Ani, said, key.Seal("person/ani", said));
        Person Declare(Person of, PersonDeclaration said) => Step(of, Decide(of, said));
    }

    [Theory]
    [InlineData("Jalan Raden Intan No. 12", "jl raden intan 12", true)]
    [InlineData("Jl. Raden Intan 12", "Jl. Raden Intan 21", false)]
    public void One_street_is_written_in_many_ways(string one, string other, bool same) =>
        Assert.Equal(same, PartyForms.Street(one) == PartyForms.Street(other));

    [Theory]
    [InlineData("Jl. Raden Intan 12", true)]
    [InlineData("Bandar Lampung", false)]
    [InlineData("12", false)]
    public void Only_a_street_with_a_number_is_compared(string address, bool isPlace) =>
        Assert.Equal(isPlace, PartyForms.IsPlace(PartyForms.Street(address)));

    private static Person Step(Person person, Decision<PersonEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(person, static (state, happened) => state.When(happened));
    }
}
