using LoraDsl.Forward;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LowRankAdapter
{
    /// <inheritdoc/>
    internal sealed override bool HasPart => StoredRank > 0;

    /// <inheritdoc/>
    internal override Tensor Hooked(Tensor input, Tensor output)
    {
        Follow();
        if (!TakesPart)
            return Observed(input, output);
        using var scope = NewDisposeScope();
        return Observed(input, (IsDora ? HookedWithMagnitude(input, output) : Shifted(WithPart(input, output))).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    internal override Tensor Part(Tensor input)
    {
        Follow();
        using var scope = NewDisposeScope();
        if (IsDora)
            return Layer.Run(input, input.shape, Adapt).sub(Layer.Module.forward(input)).MoveToOuterDisposeScope();
        var (x, a, b) = OperandsOfPass(input);
        return Shifted(Layer.Apply(x, a, b)).MoveToOuterDisposeScope();
    }

    /// <summary>Whether its part of a pass is the product s·B·A of <see cref="FactorsOfPass"/>, which can be formed beside those of other layers.</summary>
    internal virtual bool IsProductOfFactors => !IsDora;

    /// <summary>Whether the product that begins can be formed beside others on one input: dropout gives the adapter an input of its own.</summary>
    internal bool SharesProduct => IsProductOfFactors && !(training && Dropout > 0);

    /// <summary>
    /// A and B as they enter the pass that begins, tied to the parameters for autograd, and the scaling of their product: views and
    /// temporaries belong to the caller's scope. Only of an adapter that takes part.
    /// </summary>
    internal virtual (Tensor A, Tensor B, double Scaling) FactorsOfPass() => (lora_A, lora_B, Scaling);

    /// <summary>The layer's output with the adapter's part, composed of operators.</summary>
    private protected Tensor WithPart(Tensor input, Tensor output)
    {
        using var scope = NewDisposeScope();
        var (x, a, b) = OperandsOfPass(input);
        return Layer.AddProduct(output, x, a, b).MoveToOuterDisposeScope();
    }

    /// <summary>The adapter's input with dropout, A, and s·B, of the pass's type; temporaries belong to the caller's scope.</summary>
    private protected (Tensor X, Tensor A, Tensor B) OperandsOfPass(Tensor input)
    {
        var (a, b, scaling) = FactorsOfPass();
        var type = Layer.DropsInput ? input.dtype : Layer.Weight.dtype;
        var x = training && Dropout > 0 && Layer.DropsInput ? nn.functional.dropout(input, Dropout, true) : input;
        return (x, LowRank.As(a, type), LowRank.As(scaling == 1 ? b : b.Times(scaling), type));
    }
}
