using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Organisations;
using Marketplace.Outcomes;
using Marketplace.Suppliers;
using Marketplace.Values;

namespace Marketplace.Accounts;

/// <inheritdoc cref="IPersonGrain"/>
[GrainType("person")]
public sealed class PersonGrain(PersonalData personalData)
    : JournaledActor<Person, PersonEvent, PersonView>, IPersonGrain
{
    private UserId Id => UserId.Wrap(Key);

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
    public async Task<PersonView?> View(Caller caller) => await MayKnow(caller) ? CurrentView() : null;

    /// <inheritdoc />
    public async Task<Result<PersonView>> Declare(DeclarePerson command)
    {
        if (!await MayKnow(command.Context.Caller)) return CommonRefusals.NotFound;
        var sealedAnew = personalData.Seal($"person/{Id}", command.Declaration);
        // The content's hash is keyed before it is stored: a bare one could be tried out against every number.
        var context = command.Context with
        {
            Content = personalData.Fingerprint("content", command.Context.Content),
        };
        return await Decide(context, person => person.Declare(Id, command.Declaration, sealedAnew));
    }

    /// <inheritdoc />
    protected override Person When(Person state, PersonEvent happened) => state.When(happened);

    /// <inheritdoc />
    protected override PersonView View(Person state, Revision revision) =>
        new(Id, state.Side, [.. state.Claims.Order(StringComparer.Ordinal)], revision, Masked(state.Declared));

    private static DeclaredView? Masked(DeclaredNumbers declared) => declared == DeclaredNumbers.None
        ? null
        : new DeclaredView(
            declared.Nik?.Masked(), declared.Phone?.Masked(), declared.BankAccount?.Masked(),
            declared.Address?.Masked());

    private async Task<bool> MayKnow(Caller caller) =>
        caller.User == Id
        || (await Near.AuthorityOf(caller, WellKnown.Operator)).Has(unit: null, Role.Administrator);
}
