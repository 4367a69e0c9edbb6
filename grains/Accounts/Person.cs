using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.EventLog;
using Marketplace.Outcomes;
using Marketplace.Values;

namespace Marketplace.Accounts;

/// <summary>The rules of a person's side of the market.</summary>
/// <param name="Side">Where they stand; null while nothing is claimed.</param>
/// <param name="Claims">What it rests on.</param>
public sealed record Person(Side? Side, ImmutableHashSet<string> Claims)
{
    /// <summary>Longest name of a claim.</summary>
    public const int MaxReason = 200;

    /// <summary>Someone who never held a role.</summary>
    public static readonly Person Absent = new(null, []);

    /// <summary>What they declared of themselves, sealed.</summary>
    public DeclaredNumbers Declared { get; init; } = DeclaredNumbers.None;

    /// <summary>Declares numbers and address; what was declared so before stays as it was sealed first.</summary>
    public Decision<PersonEvent> Declare(UserId user, PersonDeclaration said, DeclaredNumbers sealedAnew)
    {
        if (user == Caller.System.User || user == Caller.Anonymous.User) return PersonRefusals.NotAPerson;
        if (ShapeOf(said) is { } malformed) return malformed;
        var next = Declared.With(said, sealedAnew);
        return next == Declared ? Decision<PersonEvent>.Nothing : new PersonDeclared(next);
    }

    /// <summary>Claims a side for one more appointment or membership.</summary>
    public Decision<PersonEvent> Claim(UserId user, Side side, string reason)
    {
        if (user == Caller.System.User || user == Caller.Anonymous.User) return PersonRefusals.NotAPerson;
        if (Check.Text(reason, "reason", MaxReason) is { } malformed) return malformed;
        if (Side is { } taken && taken != side)
            return PersonRefusals.OnOtherSide.With("side", taken).With("asked", side);
        return Claims.Contains(reason) ? Decision<PersonEvent>.Nothing : new PersonClaimed(side, reason);
    }

    /// <summary>Gives a claim back; the last one frees the side.</summary>
    public Decision<PersonEvent> Release(string reason) =>
        Claims.Contains(reason) ? new PersonReleased(reason) : Decision<PersonEvent>.Nothing;

    /// <summary>The state after one more event.</summary>
    public Person When(PersonEvent happened) => happened switch
    {
        PersonClaimed claimed => this with { Side = claimed.Side, Claims = Claims.Add(claimed.Reason) },
        PersonReleased released when Claims.Remove(released.Reason) is var left =>
            this with { Side = left.IsEmpty ? null : Side, Claims = left },
        PersonDeclared declared => this with { Declared = declared.Numbers },
        _ => throw new InvalidOperationException($"Unknown person event {happened.GetType().Name}."),
    };

    private static Refusal? ShapeOf(PersonDeclaration said) =>
        Check.Code(string.IsNullOrEmpty(said.Nik) || CodeForms.IsNik(said.Nik), "nik", "16 digits")
        ?? Check.Code(
            string.IsNullOrEmpty(said.Phone) || CodeForms.IsDigits(said.Phone.TrimStart('+'), 6, 15), "phone",
            "6-15 digits")
        ?? Check.Code(
            string.IsNullOrEmpty(said.BankAccount) || CodeForms.IsDigits(said.BankAccount, 5, 30), "bankAccount",
            "5-30 digits")
        ?? Check.Text(said.Address, "address", PersonDeclaration.MaxAddress, required: false);
}
