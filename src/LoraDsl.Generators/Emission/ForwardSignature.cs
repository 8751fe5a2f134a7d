using System.Collections.Generic;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>The parameters of a forward pass: only those that its code uses.</summary>
internal static class ForwardSignature
{
    public static string Parameters(ForwardConfiguration forward) => Join(
        forward,
        "bool training",
        [forward.Layer == LayerKind.Embedding ? "Tensor ids" : "Tensor x", forward.Layer + " layer", "Tensor a"],
        forward.Kind == ForwardKind.AdaLora ? "Tensor p, Tensor lambda" : forward.Dora ? "Tensor b, Tensor m" : "Tensor b",
        "int rank",
        "int firstTrainedRow",
        "double scaling",
        "double dropout");

    public static string Arguments(ForwardConfiguration forward) => Join(
        forward,
        "training",
        ["x", "layer", "lora_A"],
        forward.Kind == ForwardKind.AdaLora ? "lora_B, lora_E" : forward.Dora ? "lora_B, lora_magnitude_vector!" : "lora_B",
        "ActiveRank",
        "FirstTrainedRow",
        forward.IsPrefix ? "ActiveScaling" : "Scaling",
        "Dropout");

    public static bool UsesTraining(ForwardConfiguration forward) =>
        forward.Dropout != 0 || forward.Kind == ForwardKind.DyLoraFrozen;

    private static string Join(
        ForwardConfiguration forward, string training, string[] always, string factors, string rank, string firstTrainedRow, string scaling, string dropout)
    {
        var parts = new List<string>();
        if (UsesTraining(forward))
        {
            parts.Add(training);
        }

        parts.AddRange(always);
        parts.Add(factors);
        if (forward.IsPrefix)
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

        if (forward.Dropout is null)
        {
            parts.Add(dropout);
        }

        return string.Join(", ", parts);
    }
}
