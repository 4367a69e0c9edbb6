using Marketplace.EventLog;

namespace Marketplace.Accounts;

/// <summary>What a person's side remembers.</summary>
public abstract record PersonEvent;

/// <summary>A side was claimed.</summary>
/// <param name="Side">The side.</param>
/// <param name="Reason">The appointment or membership it is for.</param>
[StoredAs("person-claimed.v1")]
public sealed record PersonClaimed(Side Side, string Reason) : PersonEvent;

/// <summary>A claim was given back.</summary>
/// <param name="Reason">The appointment or membership that ended.</param>
[StoredAs("person-released.v1")]
public sealed record PersonReleased(string Reason) : PersonEvent;

/// <summary>Numbers and address were declared.</summary>
/// <param name="Numbers">All that is declared from now on, sealed.</param>
[StoredAs("person-declared.v1")]
public sealed record PersonDeclared(DeclaredNumbers Numbers) : PersonEvent;
