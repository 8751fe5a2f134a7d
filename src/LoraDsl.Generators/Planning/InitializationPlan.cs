namespace LoraDsl.Generators.Planning;

/// <summary>An initialization that is not the default.</summary>
/// <param name="Kind">How A and B are initialized.</param>
/// <param name="Compensates">Whether the base is compensated, where B·A ≠ 0; meaningless elsewhere.</param>
internal sealed record InitializationPlan(AdapterInitialization Kind, bool Compensates);
