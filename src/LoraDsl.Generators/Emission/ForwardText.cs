using LoraDsl.Generators.Model;
using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Forward passes in words, for their documentation.</summary>
internal static class ForwardText
{
    public static string Summary(ForwardConfiguration forward)
    {
        var method = forward.Kind switch
        {
            ForwardKind.Lora => $"{(forward.Dora ? "DoRA" : "LoRA")} on {LayerText.Noun(forward.Layer)}",
            ForwardKind.AdaLora => $"AdaLoRA on {LayerText.Noun(forward.Layer)}",
            ForwardKind.DyLora => $"DyLoRA on {LayerText.Noun(forward.Layer)}, at rank b",
            ForwardKind.Lors => $"LoRS on {LayerText.Noun(forward.Layer)}",
            ForwardKind.LorsExact => $"LoRS on {LayerText.Noun(forward.Layer)}, with the exact gradient",
            _ => $"DyLoRA on {LayerText.Noun(forward.Layer)}, at rank b, training its last rows",
        };
        var dropout = forward.Dropout switch
        {
            null => ", d dropout in training",
            0 => "",
            { } constant => $", d dropout of {Literals.Of(constant)} in training",
        };
        var norm = forward.Dora ? $" with g = m/‖{Sum(forward)}‖, the norm of each {(forward.Layer == LayerKind.Embedding ? "column" : "row")}, which takes part in no gradient" : "";
        return $"{method}: {Formula(forward)}{norm}{dropout}.";
    }

    public static string Documentation(ForwardConfiguration forward)
    {
        var (output, input, layer, a, b) = forward.Layer switch
        {
            LayerKind.Linear => ("T × out", "<param name=\"x\">The input, T × in.", "W, out × in, and its bias", "rank × in", "out × rank"),
            LayerKind.Embedding => (
                "… × width", "<param name=\"ids\">The indices, of any shape.", "E, rows × width", "rank × rows", "width × rank"),
            _ => (
                "[N ×] out × height × width",
                "<param name=\"x\">The input, [N ×] in × height × width.",
                "W, out × in × kernel, its bias, stride, padding and dilation",
                "rank × in × kernel",
                "out × rank × 1 × 1"),
        };
        var text = $"/// <summary>Computes the adapted layer's output, {output}, which belongs to the caller's dispose scope.</summary>";
        if (ForwardSignature.UsesTraining(forward))
        {
            text += "\n/// <param name=\"training\">Whether the adapter is in training mode.</param>";
        }

        text += $"""

            /// {input}</param>
            /// <param name="layer">The frozen layer: {layer}.</param>
            {(forward.Kind == ForwardKind.AdaLora ? Triplets(a, b) : Factors(a, b))}
            """;
        if (forward.Dora)
        {
            text += $"\n/// <param name=\"m\">The magnitudes m, {(forward.Layer == LayerKind.Embedding ? "width" : "out")}.</param>";
        }

        if (forward.IsPrefix)
        {
            text += "\n/// <param name=\"rank\">The rank b of this pass, from 1 to the number of A's rows.</param>";
        }

        if (forward.Kind == ForwardKind.DyLoraFrozen)
        {
            text += "\n/// <param name=\"firstTrainedRow\">The first row of A and column of B that this pass trains.</param>";
        }

        if (forward.Scaling is null)
        {
            text += "\n/// <param name=\"scaling\">The scaling s.</param>";
        }

        return forward.Dropout is null
            ? text + "\n/// <param name=\"dropout\">The probability of dropping an element of the adapter's input in training, at least 0 and below 1.</param>"
            : text;
    }

    private static string Factors(string a, string b) =>
        $"/// <param name=\"a\">A, {a}.</param>\n/// <param name=\"b\">B, {b}.</param>";

    private static string Triplets(string q, string p) =>
        $"/// <param name=\"a\">Q, {q}.</param>\n/// <param name=\"p\">P, {p}.</param>\n/// <param name=\"lambda\">Λ, rank × 1.</param>";

    private static (string A, string B) Factors(ForwardConfiguration forward) => forward.Kind switch
    {
        ForwardKind.Lora => ("A", "B"),
        ForwardKind.AdaLora => ("Q", "(P·Λ)"),
        _ => ("A[:b]", "B[:, :b]"),
    };

    private static string Scaling(ForwardConfiguration forward) => forward.Scaling switch
    {
        null => "s·",
        1 => "",
        { } value => Literals.Of(value) + "·",
    };

    private static string Sum(ForwardConfiguration forward)
    {
        var (a, b) = Factors(forward);
        return forward.Layer == LayerKind.Embedding ? $"E + {Scaling(forward)}{a}ᵀ·{b}ᵀ" : $"W + {Scaling(forward)}{b}·{a}";
    }

    private static string Formula(ForwardConfiguration forward)
    {
        var scaling = Scaling(forward);
        var input = forward.Dropout == 0 ? "x" : "d(x)";
        if (forward.IsMasked)
        {
            var product = forward.Layer == LayerKind.Linear ? "x·W̃ᵀ" : "x ∗ W̃";
            return $"y = {product} + bias, W̃ = (W + {scaling}B·A) ⊙ (W ≠ 0)";
        }

        var (a, b) = Factors(forward);
        if (forward.Dora)
        {
            return forward.Layer switch
            {
                LayerKind.Linear => $"y = g ⊙ (x·Wᵀ + {scaling}({input}·{a}ᵀ)·{b}ᵀ) + bias",
                LayerKind.Embedding => $"y = g ⊙ (E[ids] + {scaling}{a}ᵀ[ids]·{b}ᵀ)",
                _ => $"y = g ⊙ (x ∗ W + {scaling}(({input} ∗ {a}) ∗ {b})) + bias",
            };
        }

        return forward.Layer switch
        {
            LayerKind.Linear => $"y = x·Wᵀ + bias + {scaling}({input}·{a}ᵀ)·{b}ᵀ",
            LayerKind.Embedding => $"y = E[ids] + {scaling}{a}ᵀ[ids]·{b}ᵀ",
            _ => $"y = x ∗ W + bias + {scaling}(({input} ∗ {a}) ∗ {b})",
        };
    }
}
