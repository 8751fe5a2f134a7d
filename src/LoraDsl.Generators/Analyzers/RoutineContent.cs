using System.Collections.Generic;
using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Analyzers;

/// <summary>What was read from one routine.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Sizes">The sizes of the layers that it assigns.</param>
/// <param name="Contents">The layers that it puts into other members.</param>
/// <param name="HandsModelOn">Whether it hands the model to other code.</param>
internal sealed record RoutineContent(
    Routine Routine, IReadOnlyList<LayerSizes> Sizes, IReadOnlyList<LayerContent> Contents, bool HandsModelOn);
