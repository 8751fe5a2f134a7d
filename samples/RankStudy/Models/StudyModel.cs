using LoraDsl.Adapters;
using Shared.Models;
using Shared.Training;
using static TorchSharp.torch;

namespace RankStudy.Models;

/// <summary>The annotated transformers by the names that the results have for them.</summary>
internal static class StudyModel
{
    /// <summary>LoRA with ranks given before training.</summary>
    public const string Lora = "LoRA";

    /// <summary>DyLoRA that trains the whole prefix.</summary>
    public const string DyLora = "DyLoRA, full";

    /// <summary>DyLoRA that trains only what the drawn rank adds.</summary>
    public const string FrozenDyLora = "DyLoRA, frozen";

    /// <summary>The models that serve every rank.</summary>
    public static IReadOnlyList<string> AllDyLora => [DyLora, FrozenDyLora];

    /// <summary>Makes a model on a base.</summary>
    /// <param name="name">One of the names above.</param>
    /// <param name="baseModel">The base.</param>
    /// <param name="shape">The base's shape.</param>
    public static AdaptedModel Create(string name, PlainTransformer baseModel, TransformerShape shape) => (name switch
    {
        Lora => Adapted(new AdaptiveTransformer(shape), model => model.Lora),
        DyLora => Adapted(new DyLoraTransformer(shape), model => model.Lora),
        FrozenDyLora => Adapted(new FrozenDyLoraTransformer(shape), model => model.Lora),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such model."),
    }).On(baseModel, CPU);

    private static AdaptedModel Adapted<T>(T model, Func<T, AdapterSet> adapters)
        where T : nn.Module<Tensor, Tensor> =>
        new(model, adapters(model));
}
