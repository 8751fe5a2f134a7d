using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>A model of one adapted layer. Ranks are constants of the generated code, so there is a class for each that the cases ask for; the scaling is 2.</summary>
internal abstract class AdaptedLayer() : nn.Module<Tensor, Tensor>(nameof(AdaptedLayer))
{
    /// <summary>The probability of the adapter that drops.</summary>
    public const double DropProbability = 0.1;

    /// <summary>The adapter.</summary>
    public abstract LoraAdapter<TorchSharp.Modules.Linear> Adapter { get; }

    /// <summary>The model of a case.</summary>
    public static AdaptedLayer Of(LinearCase sizes, TorchSharp.Modules.Linear layer) => (sizes.Rank, sizes.Dropout) switch
    {
        (4, 0) => new AdaptedLayer4(layer),
        (8, 0) => new AdaptedLayer8(layer),
        (16, 0) => new AdaptedLayer16(layer),
        (32, 0) => new AdaptedLayer32(layer),
        (64, 0) => new AdaptedLayer64(layer),
        (16, DropProbability) => new DroppingLayer16(layer),
        _ => throw new ArgumentOutOfRangeException(nameof(sizes), sizes, "There is no class for this rank and dropout: add one."),
    };

    /// <summary>The model of a case with DoRA's magnitudes, of which there are ranks 8 and 16.</summary>
    public static AdaptedLayer OfDora(LinearCase sizes, TorchSharp.Modules.Linear layer) => (sizes.Rank, sizes.Dropout) switch
    {
        (8, 0) => new DoraLayer8(layer),
        (16, 0) => new DoraLayer16(layer),
        _ => throw new ArgumentOutOfRangeException(nameof(sizes), sizes, "There is no class for this rank and dropout: add one."),
    };

    public sealed override Tensor forward(Tensor input) => Adapter.forward(input);
}
