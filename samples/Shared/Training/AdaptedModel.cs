using LoraDsl.Adapters;
using Shared.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Shared.Training;

/// <summary>An adapted transformer.</summary>
/// <param name="Model">Images to logits.</param>
/// <param name="Lora">Its adapters.</param>
internal sealed record AdaptedModel(nn.Module<Tensor, Tensor> Model, AdapterSet Lora) : IDisposable
{
    /// <summary>A new transformer with the adapters of a recipe.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="attach">Attaches the recipe.</param>
    public static AdaptedModel Of(TransformerShape shape, Func<VisionTransformer, AdapterSet> attach)
    {
        var model = new VisionTransformer(shape);
        return new AdaptedModel(model, attach(model));
    }

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
