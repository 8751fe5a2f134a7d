using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <remarks>
/// A layer of TorchSharp's does not move its children along with itself. So the factors follow their layer: before a pass, and before anybody
/// is shown them as parameters of the model.
/// </remarks>
public abstract partial class LayerAdapter
{
    private ScalarType baseType;
    private bool isDisposed;

    // A key that no unmerged model has: its state would have the adapter's part twice, in the weight and by the factors.
    internal const string MergedKey = "saved_while_merged";
    private Tensor? mergedMark;

    /// <inheritdoc/>
    public sealed override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
    {
        Follow();
        return base.named_parameters(recurse);
    }

    /// <inheritdoc/>
    public sealed override Parameter? get_parameter(string target)
    {
        Follow();
        return base.get_parameter(target);
    }

    /// <inheritdoc/>
    public sealed override Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
    {
        Follow();
        var state = base.state_dict(destination, prefix);
        if (IsMerged)
            state[$"{prefix}{(string.IsNullOrEmpty(prefix) ? "" : ".")}{MergedKey}"] = mergedMark ??= ones(1).DetachFromDisposeScope();
        return state;
    }

    /// <summary>
    /// Brings the factors to the layer's device, and to its type when that was changed since the adapter was made. New parameters take the
    /// place of the old ones then, as in every move of a module.
    /// </summary>
    internal void Follow()
    {
        if (isDisposed)
            return;
        FollowLayer();
        OnFollowed();
    }

    /// <summary>Does what the method has to do wherever the factors are looked at.</summary>
    private protected virtual void OnFollowed()
    {
    }

    private void FollowLayer()
    {
        var (weight, first) = (Layer.Weight, FirstFactor);
        var (type, device) = (weight.dtype, weight.device_type);
        if (type == baseType && device == first.device_type && (device != TorchSharp.DeviceType.CUDA || weight.device_index == first.device_index))
            return;
        var factorType = type == baseType ? first.dtype : AdaptedLayer.TypeOfFactors(type);
        baseType = type;
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        Adopt([.. RegisteredFactors.Select(factor => Moved(factor, factorType, weight.device))]);
    }

    /// <summary>The parameter that is registered under a name, wherever it is.</summary>
    private protected Parameter Registered(string name) => base.get_parameter(name)!;

    private static Parameter Moved(Parameter factor, ScalarType type, Device device)
    {
        var moved = LowRankFactors.AsParameter(factor.detach().to(type, device, copy: true));
        moved.requires_grad = factor.requires_grad;
        using var gradient = factor.grad;
        if (gradient is not null)
            moved.grad = gradient.to(type, device);
        return moved;
    }
}
