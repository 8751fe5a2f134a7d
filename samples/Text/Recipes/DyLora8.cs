using LoraDsl;
using LoraDsl.Models.Bert;

namespace TextSample.Recipes;

/// <summary>One training for every rank from 1 to 8.</summary>
[LoraRecipe(typeof(BertForSequenceClassification))]
[DyLora(1, 8, Alpha = 8, Targets = ["bert.encoder.**"])]
internal sealed partial class DyLora8;
