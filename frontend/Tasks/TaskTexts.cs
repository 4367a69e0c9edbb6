namespace Marketplace.Frontend.Tasks;

/// <summary>Names the texts of the task page.</summary>
public sealed class TaskTexts;
