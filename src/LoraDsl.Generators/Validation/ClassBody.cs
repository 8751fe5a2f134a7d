using System.Collections.Generic;

namespace LoraDsl.Generators.Validation;

/// <summary>What the bodies of an adapted class do, as far as rules ask about it.</summary>
/// <param name="Routines">Its constructors, methods and accessors.</param>
/// <param name="Initialized">The fields that have a value before any constructor runs.</param>
/// <param name="Sizes">The sizes of the layers that are assigned to its fields.</param>
/// <param name="Contents">The layers that are put into its other members.</param>
/// <param name="MayRegisterElsewhere">Whether a base class of the user's, or code that is handed the model, may register its layers.</param>
internal sealed record ClassBody(
    IReadOnlyList<Routine> Routines,
    ISet<string> Initialized,
    IReadOnlyList<LayerSizes> Sizes,
    IReadOnlyList<LayerContent> Contents,
    bool MayRegisterElsewhere);
