using System.Collections.Immutable;
using Marketplace.Commands;
using Marketplace.Values;

namespace Marketplace.Accounts;

/// <summary>A person's side and what it rests on.</summary>
/// <param name="User">The account.</param>
/// <param name="Side">The side; null while nothing is claimed.</param>
/// <param name="Claims">The appointments and memberships it rests on, as <c>organisation/{id}/…</c> (one per
/// appointment) or <c>supplier/{id}</c>.</param>
/// <param name="Revision">The revision shown.</param>
/// <param name="Declared">What they declared, masked; null before they declared anything.</param>
[GenerateSerializer, Immutable, Alias("person-view")]
public sealed record PersonView(
    [property: Id(0)] UserId User,
    [property: Id(1)] Side? Side,
    [property: Id(2)] ImmutableArray<string> Claims,
    [property: Id(3)] Revision Revision,
    [property: Id(4)] DeclaredView? Declared = null) : IRevisioned;
