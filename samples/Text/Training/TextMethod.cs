using LoraDsl.Adapters;
using LoraDsl.Models.Bert;
using Shared.Training;
using TextSample.Recipes;

namespace TextSample.Training;

/// <summary>One way to adapt the encoder by a recipe.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Folder">What the folders of its adapters begin with.</param>
/// <param name="Attach">Attaches the recipe.</param>
/// <param name="LabelCounts">With how many labels it is trained.</param>
/// <param name="Plan">How long and how fast to train with so many labels.</param>
internal sealed record TextMethod(
    string Name, string Folder, Func<BertForSequenceClassification, AdapterSet> Attach, IReadOnlyList<int> LabelCounts, Func<int, TrainingPlan> Plan)
{
    /// <summary>Whether the ranks are to be shared out before training.</summary>
    public bool AllocatesRanks { get; init; }

    /// <summary>The ranks of one training that are tested, or none when there is just the one.</summary>
    public IReadOnlyList<int> SelectableRanks { get; init; } = [];

    /// <summary>The methods that the demo compares.</summary>
    public static IReadOnlyList<TextMethod> All(TextPlan plan) =>
    [
        new("LoRA r=8", "lora-8", model => Lora8.Attach(model), plan.LabelCounts, plan.Adapters),
        new("adaptive, budget 64", "adaptive-64", model => Adaptive64.Attach(model), plan.OtherLabelCounts, plan.Adapters) { AllocatesRanks = true },
        new("DyLoRA(1,8)", "dylora-1-8", model => DyLora8.Attach(model), plan.OtherLabelCounts, plan.Adapters) { SelectableRanks = plan.TestedRanks },
    ];
}
