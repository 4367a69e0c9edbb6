using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Accounts;

/// <inheritdoc cref="IPersonGrain"/>
[GrainType("person")]
public sealed class PersonGrain : JournaledActor<Person, PersonEvent, PersonView>, IPersonGrain
{
    private UserId Id => UserId.Wrap(this.GetPrimaryKeyString());

    /// <inheritdoc />
    protected override Person Absent => Person.Absent;

    /// <inheritdoc />
    public Task<Result<PersonView>> Claim(Side side, string reason) =>
        Decide(CommandContext.System, person => person.Claim(Id, side, reason));

    /// <inheritdoc />
    public Task<Result<PersonView>> Release(string reason) =>
        Decide(CommandContext.System, person => person.Release(reason));

    /// <inheritdoc />
    public Task<PersonView> View() => Task.FromResult(CurrentView());

    /// <inheritdoc />
    public async Task<PersonView?> View(Caller caller)
    {
        if (caller.User == Id) return CurrentView();
        var authority = await GrainFactory.AuthorityOf(caller, WellKnown.Operator);
        return authority.Has(unit: null, Role.Administrator) ? CurrentView() : null;
    }

    /// <inheritdoc />
    protected override Person When(Person state, PersonEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override PersonView View(Person state, Revision revision) =>
        new(Id, state.Side, [.. state.Claims.Order(StringComparer.Ordinal)], revision);
}
