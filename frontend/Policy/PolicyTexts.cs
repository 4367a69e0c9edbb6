namespace Marketplace.Frontend.Policy;

/// <summary>Names the texts of the policy pages.</summary>
public sealed class PolicyTexts;
