using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Models.Generation;

/// <summary>A decoder with a head over the vocabulary. A head that is the embedding stays it when the model moves to another type or device.</summary>
public abstract class CausalLanguageModel : nn.Module<Tensor, Tensor?, KeyValueCache?, Tensor>, ICausalLanguageModel
{
    private protected CausalLanguageModel(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public abstract ModelConfig Config { get; }

    /// <inheritdoc/>
    public abstract long Vocabulary { get; }

    /// <inheritdoc/>
    public abstract long? MaxPositions { get; }

    /// <inheritdoc/>
    public abstract Tensor NextLogits(Tensor ids, Tensor? mask, KeyValueCache? cache);

    /// <inheritdoc/>
    protected override nn.Module _to(Device device, ScalarType dtype, bool non_blocking)
    {
        base._to(device, dtype, non_blocking);
        Tie();
        return this;
    }

    /// <inheritdoc/>
    protected override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
    {
        base._to(deviceType, deviceIndex, non_blocking);
        Tie();
        return this;
    }

    /// <inheritdoc/>
    protected override nn.Module _to(ScalarType dtype, bool non_blocking)
    {
        base._to(dtype, non_blocking);
        Tie();
        return this;
    }

    /// <summary>Makes a tied head the embedding again: a module that moves makes new parameters, one for each of the two.</summary>
    private protected abstract void Tie();
}
