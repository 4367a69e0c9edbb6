namespace Marketplace.Suppliers;

/// <summary>What those who prepare a registration can do with it. In a view: what the caller may do now.</summary>
public enum SupplierMemberAction
{
    /// <summary>Change the profile and the personal numbers.</summary>
    ChangeProfile = 1,

    /// <summary>Hand the registration in, once nothing is missing.</summary>
    Submit = 2,

    /// <summary>Hand in certificates and mend those that wait or were rejected.</summary>
    HandInCertificate = 3,

    /// <summary>Let accounts act for it, and end that.</summary>
    ManageMembers = 4,

    /// <summary>Object to a sanction.</summary>
    Appeal = 5,
}
