using LoraDsl.Adapters;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>AdaLoRA's orthogonality.</summary>
public static class AdapterSetAdaLoraExtensions
{
    /// <summary>
    /// R = mean over the AdaLoRA adapters of ‖PᵀP − I‖_F + ‖QQᵀ − I‖_F (Zhang et al., arXiv 2303.10512), a scalar. <c>step()</c> of the
    /// optimizer adds the gradient of γ·R to that of the loss; this is its value, to be logged. It has derivatives, for a loss that is to
    /// have the term itself, with <see cref="AdaLoraOptions.OrthogonalityWeight"/> = 0.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <returns>R, in the caller's dispose scope.</returns>
    /// <exception cref="InvalidOperationException">The model has no AdaLoRA adapter.</exception>
    public static Tensor OrthogonalityPenalty(this AdapterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        AdaLoraAdapter[] adapters = [.. set.Named().Select(entry => entry.Adapter).OfType<AdaLoraAdapter>()];
        return adapters.Length > 0
            ? Orthogonality.Of(adapters)
            : throw new InvalidOperationException(
                $"{set.ModelName} has no AdaLoRA adapter: write [Lora(\"adaptive\", budget: …, Allocation = AllocationStrategy.AdaLora)] on the class or on a field.");
    }
}
