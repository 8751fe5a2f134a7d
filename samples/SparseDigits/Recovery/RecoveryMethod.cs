using Shared.Models;
using Shared.Training;
using SparseDigits.Recipes;
using static TorchSharp.torch;

namespace SparseDigits.Recovery;

/// <summary>A way to train a pruned transformer again.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Create">Puts it on a pruned transformer.</param>
/// <param name="KeepsZeros">Whether it is to leave every zero a zero.</param>
internal sealed record RecoveryMethod(string Name, Func<TransformerShape, VisionTransformer, IRecovery> Create, bool KeepsZeros)
{
    /// <summary>The methods that the sample compares.</summary>
    public static IReadOnlyList<RecoveryMethod> All { get; } =
    [
        new("LoRS r=8", (shape, sparse) => new AdapterRecovery(Lors(shape).On(sparse, CPU), startsFromGradients: true), KeepsZeros: true),
        new("SP-LoRA r=8", (shape, sparse) => new SpLoraRecovery(shape, sparse), KeepsZeros: true),
        new("LoRA r=8", (shape, sparse) => new AdapterRecovery(Lora(shape).On(sparse, CPU), startsFromGradients: false), KeepsZeros: false),
    ];

    /// <summary>A transformer with LoRS.</summary>
    public static AdaptedModel Lors(TransformerShape shape) => AdaptedModel.Of(shape, model => Lors8.Attach(model));

    private static AdaptedModel Lora(TransformerShape shape) => AdaptedModel.Of(shape, model => Lora8.Attach(model));
}
