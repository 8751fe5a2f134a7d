using RankStudy.Recipes;
using Shared.Models;
using Shared.Training;
using static TorchSharp.torch;

namespace RankStudy.Models;

/// <summary>The recipes by the names that the results have for them.</summary>
internal static class StudyModel
{
    /// <summary>LoRA with ranks given before training.</summary>
    public const string Lora = "LoRA";

    /// <summary>DyLoRA that trains the whole prefix.</summary>
    public const string DyLora = "DyLoRA, full";

    /// <summary>DyLoRA that trains only what the drawn rank adds.</summary>
    public const string FrozenDyLora = "DyLoRA, frozen";

    /// <summary>Ranks that fall to the budget while training.</summary>
    public const string AdaLora = "AdaLoRA";

    /// <summary>Ranks that follow the energy of the weight's gradient.</summary>
    public const string GradientEnergy = "schedule by gradient energy";

    /// <summary>Ranks that follow the course of the loss.</summary>
    public const string LossCourse = "schedule by loss";

    /// <summary>Ranks that follow the subspace of the weight's gradient.</summary>
    public const string GradientSubspace = "schedule by gradient subspace";

    /// <summary>The models whose ranks start at 1 and move while training.</summary>
    public static IReadOnlyList<string> AllScheduled => [GradientEnergy, LossCourse, GradientSubspace];

    /// <summary>DyLoRA that trains the whole prefix, for longer.</summary>
    public const string LongDyLora = "DyLoRA, full, 4 × the steps";

    /// <summary>The models that serve every rank.</summary>
    public static IReadOnlyList<string> AllDyLora => [DyLora, FrozenDyLora, LongDyLora];

    /// <summary>How many times as long as the others a model is trained.</summary>
    public static int Length(string name) => name == LongDyLora ? 4 : 1;

    /// <summary>Makes a model on a base.</summary>
    /// <param name="name">One of the names above.</param>
    /// <param name="baseModel">The base.</param>
    /// <param name="shape">The base's shape.</param>
    public static AdaptedModel Create(string name, VisionTransformer baseModel, TransformerShape shape) => AdaptedModel.Of(shape, name switch
    {
        Lora => model => Adaptive.Attach(model),
        AdaLora => model => Recipes.AdaLora.Attach(model),
        GradientEnergy => model => Recipes.GradientEnergy.Attach(model),
        LossCourse => model => Recipes.LossCourse.Attach(model),
        GradientSubspace => model => Recipes.GradientSubspace.Attach(model),
        DyLora or LongDyLora => model => FullDyLora.Attach(model),
        FrozenDyLora => model => Recipes.FrozenDyLora.Attach(model),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such model."),
    }).On(baseModel, CPU);
}
