using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LayerAdapter
{
    private readonly Func<Tensor, Tensor> adapt;

    /// <summary>Whether a pass has a part of the adapter's: it is neither disabled nor merged nor of rank 0.</summary>
    internal bool TakesPart => enabled && !IsMerged && HasPart;

    /// <summary>Whether there is something to add: a rank above 0, of methods with ranks that change.</summary>
    internal virtual bool HasPart => true;

    /// <summary>Sees every input and output of the layer while importance is measured, and may replace the output.</summary>
    internal ILayerProbe? Probe { get; set; }

    /// <summary>The layer's output with the adapter's part, and no other's. Called only with an input that fits the layer.</summary>
    /// <param name="x">
    /// A linear layer's input, folded to (T, in), for an output of (T, out); an embedding's indices of any shape, for (…, width); a
    /// convolution's images of shape ([N,] in, height, width).
    /// </param>
    protected abstract Tensor Adapt(Tensor x);

    /// <summary>The adapted layer, with what is in force at its place.</summary>
    /// <param name="input">What the layer takes: (…, in) of a linear layer, indices of an embedding, images of a convolution.</param>
    /// <returns>What the layer gives.</returns>
    /// <exception cref="ArgumentException">The layer cannot take an input of this shape, type or device.</exception>
    public sealed override Tensor forward(Tensor input) => Place.forward(input);

    /// <summary>The layer with this adapter alone.</summary>
    internal Tensor Pass(Tensor input)
    {
        var shape = input.shape;
        Layer.RequireInput(input, shape);
        Follow();
        return Observed(input, TakesPart ? Adapted(input, shape) : Layer.Module.forward(input));
    }

    private Tensor Adapted(Tensor input, long[] shape)
    {
        if (!HasShift)
            return Layer.Run(input, shape, adapt);
        using var scope = NewDisposeScope();
        return Shifted(Layer.Run(input, shape, adapt)).MoveToOuterDisposeScope();
    }

    /// <summary>What a pass of the layer that others have begun becomes with this adapter alone.</summary>
    internal abstract Tensor Hooked(Tensor input, Tensor output);

    /// <summary>The adapter's part of the layer's output, without the layer's own; it belongs to the caller's scope.</summary>
    internal abstract Tensor Part(Tensor input);

    /// <summary>Whether a pass adds the same to every row of the output: B has a bias.</summary>
    internal virtual bool HasShift => false;

    /// <summary>What is added to every row of the output, s·b of <see cref="OutFeatures"/> values, tied to the parameter for autograd; it belongs to the caller's scope.</summary>
    internal virtual Tensor Shift => throw new NotSupportedException();

    /// <summary>An output with <see cref="Shift"/>, where the adapter has one; it belongs to the caller's scope.</summary>
    private protected Tensor Shifted(Tensor output) => HasShift ? output.add(Layer.AlongOutputs(Shift).to(output.dtype)) : output;

    /// <summary>What the model goes on with after a pass.</summary>
    internal Tensor Observed(Tensor input, Tensor output)
    {
        PlainTraining.Notice(this);
        return Probe is null ? output : Probe.Observe(this, input, output);
    }
}
