using Marketplace.Outcomes;

namespace Marketplace.Accounts;

/// <summary>Why a person's side of the market refuses.</summary>
public static class PersonRefusals
{
    /// <summary>The person stands on another side of the market (DOMAIN §1 d). Facts: side, asked.</summary>
    public static readonly RefusalCode OnOtherSide = new(4050, "person-on-other-side", RefusalKind.Rule);

    /// <summary>The engine itself and unknown visitors hold no roles.</summary>
    public static readonly RefusalCode NotAPerson = new(4051, "not-a-person", RefusalKind.Rule);
}
