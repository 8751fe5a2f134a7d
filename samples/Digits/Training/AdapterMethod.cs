using Digits.Recipes;
using Shared.Models;
using Shared.Training;

namespace Digits.Training;

/// <summary>One way to adapt the base by a recipe.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Folder">Folder of its adapters.</param>
/// <param name="Create">Makes a transformer with the recipe's adapters.</param>
/// <param name="Plan">How long and how fast to train.</param>
internal sealed record AdapterMethod(string Name, string Folder, Func<AdaptedModel> Create, TrainingPlan Plan)
{
    /// <summary>Whether the ranks are to be shared out before training.</summary>
    public bool AllocatesRanks { get; init; }

    /// <summary>The ranks that one training serves, or none when there is just the one.</summary>
    public IReadOnlyList<int> SelectableRanks { get; init; } = [];

    /// <summary>The methods that the demo compares.</summary>
    public static IReadOnlyList<AdapterMethod> All(DemoPlan plan) =>
    [
        new("LoRA r=8", "lora-8", () => AdaptedModel.Of(plan.Shape, model => Lora8.Attach(model)), plan.Lora),
        new("adaptive, budget 64", "adaptive-64", () => AdaptedModel.Of(plan.Shape, model => Adaptive64.Attach(model)), plan.Lora) { AllocatesRanks = true },
        new("DyLoRA(4,16)", "dylora-4-16", () => AdaptedModel.Of(plan.Shape, model => DyLora16.Attach(model)), plan.DyLora)
        {
            SelectableRanks = [.. Enumerable.Range(4, 13)],
        },
    ];
}
