using Digits.Models;
using Shared.Training;

namespace Digits.Training;

/// <summary>One way to adapt the base by attributes.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Folder">Folder of its adapters.</param>
/// <param name="Create">Makes the annotated transformer.</param>
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
        new("LoRA r=8", "lora-8", () => Adapted(new LoraTransformer(plan.Shape)), plan.Lora),
        new("adaptive, budget 64", "adaptive-64", () => Adapted(new AdaptiveTransformer(plan.Shape)), plan.Lora) { AllocatesRanks = true },
        new("DyLoRA(4,16)", "dylora-4-16", () => Adapted(new DyLoraTransformer(plan.Shape)), plan.DyLora)
        {
            SelectableRanks = [.. Enumerable.Range(4, 13)],
        },
    ];

    private static AdaptedModel Adapted(LoraTransformer model) => new(model, model.Lora);

    private static AdaptedModel Adapted(AdaptiveTransformer model) => new(model, model.Lora);

    private static AdaptedModel Adapted(DyLoraTransformer model) => new(model, model.Lora);
}
