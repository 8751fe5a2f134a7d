using LoraDsl;
using RankStudy.Models;
using Shared.Models;

namespace RankStudy.Recipes;

/// <summary>Ranks that are given before training: by a measure and an allocation, evenly, or at random.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lora("adaptive", budget: StudyRanks.Budget)]
internal sealed partial class Adaptive;

/// <summary>AdaLoRA: ranks fall to the budget while training.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lora("adaptive", budget: StudyRanks.Budget, Allocation = AllocationStrategy.AdaLora, InitialRank = StudyRanks.AdaLoraStart)]
internal sealed partial class AdaLora;

/// <summary>DyLoRA that trains the whole prefix of the drawn rank.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[DyLora(StudyRanks.Least, StudyRanks.Greatest)]
internal sealed partial class FullDyLora;

/// <summary>DyLoRA that trains only what the drawn rank adds.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[DyLora(StudyRanks.Least, StudyRanks.Greatest, Mode = DyLoraMode.Frozen)]
internal sealed partial class FrozenDyLora;

/// <summary>Ranks that follow the energy of their layer's gradient while training, within the budget.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lora("adaptive", budget: StudyRanks.Budget, Schedule = RankSchedule.GradientEnergy)]
internal sealed partial class GradientEnergy;

/// <summary>Ranks that follow the course of the loss while training, within the budget.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lora("adaptive", budget: StudyRanks.Budget, Schedule = RankSchedule.Loss)]
internal sealed partial class LossCourse;

/// <summary>Ranks that follow the subspace of their layer's gradient while training, within the budget.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lora("adaptive", budget: StudyRanks.Budget, Schedule = RankSchedule.GradientSubspace)]
internal sealed partial class GradientSubspace;
