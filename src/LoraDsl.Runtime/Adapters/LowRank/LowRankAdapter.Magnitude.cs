using LoraDsl.Forward;
using LoraDsl.Kernels;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <remarks>
/// With DoRA (Liu et al., arXiv 2402.09353) the layer's weight is m ⊙ (W + s·B·A)/‖W + s·B·A‖, where the norm is that of a row of the folded
/// weight and takes part in no gradient (section 4.3 of the paper). m starts as that norm, and follows it until training or a file gives
/// it values of its own: <c>AttachLora()</c> runs before a checkpoint is loaded.
/// </remarks>
public abstract partial class LowRankAdapter
{
#pragma warning disable CA1051 // As for A and B: to() writes the moved parameter back into the field of its name.
    /// <summary>m: (out) of a linear layer, (width) of an embedding, (out) of a convolution; <see langword="null"/> without DoRA.</summary>
    protected Parameter? lora_magnitude_vector;
#pragma warning restore CA1051

    private Tensor? initialMagnitude;

    /// <summary>Whether a magnitude for each output is trained beside the direction W + s·B·A (DoRA).</summary>
    public bool IsDora => lora_magnitude_vector is not null;

    /// <summary>m, or <see langword="null"/> without DoRA.</summary>
    internal Parameter? Magnitude
    {
        get
        {
            Follow();
            return lora_magnitude_vector;
        }
    }

    private void AddMagnitude()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var norms = InitialNorms();
        lora_magnitude_vector = LowRankFactors.AsParameter(norms.clone().MoveToOuterDisposeScope());
        register_parameter(nameof(lora_magnitude_vector), lora_magnitude_vector);
        initialMagnitude = norms.DetachFromDisposeScope();
    }

    /// <summary>Gives m the norms of the weight as it is now, unless m was given other values since it had them.</summary>
    private protected sealed override void OnFollowed()
    {
        if (initialMagnitude is null || Place.IsMerged)
            return;
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var magnitude = lora_magnitude_vector!;
        if (!initialMagnitude.to(magnitude.dtype, magnitude.device).eq(magnitude).all().item<bool>())
        {
            ForgetInitialMagnitude();
            return;
        }

        var norms = InitialNorms();
        if (norms.eq(magnitude).all().item<bool>())
            return;
        magnitude.copy_(norms);
        initialMagnitude.Dispose();
        initialMagnitude = norms.DetachFromDisposeScope();
    }

    private void ResetMagnitude()
    {
        if (lora_magnitude_vector is not { } magnitude)
            return;
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var norms = InitialNorms();
        magnitude.copy_(norms);
        ForgetInitialMagnitude();
        initialMagnitude = norms.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            ForgetInitialMagnitude();
        base.Dispose(disposing);
    }

    private void ForgetInitialMagnitude()
    {
        initialMagnitude?.Dispose();
        initialMagnitude = null;
    }

    // Of what the layer answers by at first: W, or W + s·B₀·A₀ where the base does not take the initial product back.
    private Tensor InitialNorms()
    {
        var weight = Layer.Matrix(BaseWeight);
        var norms = start is { Compensates: false } added
            ? RowNorms.OfSum(weight, added.A.flatten(1).to(weight.device), added.B.flatten(1).to(weight.device), added.Scaling)
            : RowNorms.Of(weight);
        return norms.to(lora_A.dtype);
    }

    /// <summary>W' in the weight's shape, in float32 at least, of W + s·B·A in that shape.</summary>
    private Tensor Rescaled(Tensor sum)
    {
        var matrix = Layer.Matrix(sum);
        var gain = lora_magnitude_vector!.detach().to(sum.dtype).div(RowNorms.Of(matrix).clamp_min(RowNorms.Least));
        return Layer.Fold(matrix.mul(gain.unsqueeze(1)));
    }

    /// <summary>The layer's output of an input in the form that <see cref="LayerAdapter.Adapt"/> takes, composed of operators.</summary>
    private protected Tensor WithMagnitude(Tensor x) => WithMagnitude(x, Layer.RunWithoutBias(x));

    /// <summary>What the layer gives with the adapter, of its output without a bias.</summary>
    private Tensor WithMagnitude(Tensor input, Tensor output)
    {
        using var scope = NewDisposeScope();
        var (a, b, scaling) = FactorsOfPass();
        var gain = Layer.AlongOutputs(Dora.Gain(lora_magnitude_vector!, Layer.Matrix(Layer.Weight), a, b, scaling).to(output.dtype));
        var (x, typedA, typedB) = OperandsOfPass(input);
        return Dora.Rescale(Layer.AddProduct(output, x, typedA, typedB), gain, Layer.Bias).MoveToOuterDisposeScope();
    }

    private Tensor HookedWithMagnitude(Tensor input, Tensor output)
    {
        using var scope = NewDisposeScope();
        var bare = Layer.Bias is { } bias ? output.sub(Layer.AlongOutputs(bias)) : output;
        return WithMagnitude(input, bare).MoveToOuterDisposeScope();
    }
}
