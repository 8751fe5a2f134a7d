using LoraDsl;
using LoraDsl.Models.Bert;

namespace TextSample.Recipes;

/// <summary>64 ranks in total, shared out by importance over the linear layers of the encoder's blocks.</summary>
[LoraRecipe(typeof(BertForSequenceClassification))]
[Lora("adaptive", budget: 64, Targets = ["bert.encoder.**"])]
internal sealed partial class Adaptive64;
