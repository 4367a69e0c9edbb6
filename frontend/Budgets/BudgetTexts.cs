namespace Marketplace.Frontend.Budgets;

/// <summary>Names the texts of plans and budgets.</summary>
public sealed class BudgetTexts;
