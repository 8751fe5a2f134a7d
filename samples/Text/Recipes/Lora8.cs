using LoraDsl;
using LoraDsl.Models.Bert;

namespace TextSample.Recipes;

/// <summary>LoRA of rank 8 on every linear layer of the encoder's blocks.</summary>
[LoraRecipe(typeof(BertForSequenceClassification))]
[Lora(8, Alpha = 16, Targets = ["bert.encoder.**"])]
internal sealed partial class Lora8;
