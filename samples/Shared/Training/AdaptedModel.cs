using LoraDsl.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace Shared.Training;

/// <summary>An adapted transformer.</summary>
/// <param name="Model">Images to logits.</param>
/// <param name="Lora">Its adapters.</param>
internal sealed record AdaptedModel(nn.Module<Tensor, Tensor> Model, AdapterSet Lora) : IDisposable
{
    /// <summary>Takes over the weights of a base, brings it to a device and freezes all but the adapters.</summary>
    /// <param name="baseModel">The transformer without adapters: its names are this model's names.</param>
    /// <param name="device">Where to compute.</param>
    public AdaptedModel On(nn.Module baseModel, Device device)
    {
        var (_, unexpected) = Model.load_state_dict(baseModel.state_dict(), strict: false);
        if (unexpected.Count > 0)
            throw new InvalidOperationException($"The base has weights that the adapted model has not: {string.Join(", ", unexpected)}.");
        Model.to(device);
        Lora.FreezeBase();
        return this;
    }

    /// <summary>The rank of every adapter, by its path.</summary>
    public IReadOnlyDictionary<string, int> Ranks() => Lora.Named().ToDictionary(entry => entry.Path, entry => entry.Adapter.CurrentRank);

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
