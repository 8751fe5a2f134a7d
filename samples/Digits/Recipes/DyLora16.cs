using LoraDsl;
using Shared.Models;

namespace Digits.Recipes;

/// <summary>
/// One training for every rank from 4 to 16 of the blocks; scaled by 2 at the least of them, by ½ at the greatest. Ten outputs have no use for sixteen ranks.
/// </summary>
[LoraRecipe(typeof(VisionTransformer))]
[DyLora(4, 16, Alpha = 8, Targets = ["blocks.**"])]
[Lora(8, Targets = ["head"])]
internal sealed partial class DyLora16;
