using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <remarks>A pass of the layer with more than one adapter, or of a layer that is called by others and reached through its hook.</remarks>
public sealed partial class AdaptedPlace
{
    private bool isHooked;

    /// <summary>Whether a pass has come here, through the place itself or the layer's hook, since that was last forgotten.</summary>
    internal bool IsReached { get; set; }

    /// <summary>Sees passes of the layer that others begin by <c>call()</c>.</summary>
    internal void Hook()
    {
        if (isHooked)
            return;
        isHooked = true;
        Layer.Module.register_forward_hook((_, input, output) => Hooked(input, output));
    }

    /// <summary>What the layer's hook makes of a pass that others have begun by <c>call()</c>.</summary>
    private Tensor Hooked(Tensor input, Tensor output)
    {
        IsReached = true;
        if (IsMixed)
            return With(input, output);
        return only is null ? output : only.Hooked(input, output);
    }

    private Tensor Mixed(Tensor input)
    {
        Layer.RequireInput(input, input.shape);
        using var scope = NewDisposeScope();
        return With(input, Layer.Module.forward(input)).MoveToOuterDisposeScope();
    }

    private Tensor With(Tensor input, Tensor output)
    {
        using var scope = NewDisposeScope();
        var result = rows is null ? WithSum(input, output) : rows.AddTo(this, input, output);
        return ReferenceEquals(result, output) ? output : result.MoveToOuterDisposeScope();
    }

    private Tensor WithSum(Tensor input, Tensor output)
    {
        foreach (var (adapter, weight) in sum)
        {
            if (adapter.TakesPart && weight != 0)
                output = adapter.Observed(input, output.add(adapter.Part(input).Times(weight)));
        }

        return output;
    }
}
