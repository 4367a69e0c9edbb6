namespace Marketplace.Frontend.Organisations;

/// <summary>Where an appointment stands on a day.</summary>
public enum AppointmentState
{
    /// <summary>It gives its role.</summary>
    InForce = 1,

    /// <summary>Its first day is still to come.</summary>
    NotYet = 2,

    /// <summary>Its last day is over.</summary>
    Expired = 3,

    /// <summary>It was ended.</summary>
    Ended = 4,
}
