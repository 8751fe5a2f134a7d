using System.Collections.Generic;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>What a forward pass is given: only what its code uses.</summary>
internal static class ForwardSignature
{
    public static string Parameters(ForwardConfiguration forward) => Join(
        forward, "bool training", "Tensor x", "Linear layer", "Tensor a", "Tensor b", "int rank", "int firstTrainedRow", "double scaling");

    public static string Arguments(ForwardConfiguration forward) => Join(
        forward, "training", "x", "layer", "lora_A", "lora_B", "ActiveRank", "FirstTrainedRow",
        forward.Kind == ForwardKind.Lora ? "Scaling" : "ActiveScaling");

    public static bool UsesTraining(ForwardConfiguration forward) =>
        forward.Dropout != 0 || forward.Kind == ForwardKind.DyLoraFrozen;

    private static string Join(
        ForwardConfiguration forward,
        string training,
        string x,
        string layer,
        string a,
        string b,
        string rank,
        string firstTrainedRow,
        string scaling)
    {
        var parts = new List<string>();
        if (UsesTraining(forward))
        {
            parts.Add(training);
        }

        parts.AddRange([x, layer, a, b]);
        if (forward.Kind != ForwardKind.Lora)
        {
            parts.Add(rank);
        }

        if (forward.Kind == ForwardKind.DyLoraFrozen)
        {
            parts.Add(firstTrainedRow);
        }

        if (forward.Scaling is null)
        {
            parts.Add(scaling);
        }

        return string.Join(", ", parts);
    }
}
