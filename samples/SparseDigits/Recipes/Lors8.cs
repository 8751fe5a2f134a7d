using LoraDsl;
using Shared.Models;

namespace SparseDigits.Recipes;

/// <summary>LoRS of rank 8 on every linear layer.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lors(8)]
internal sealed partial class Lors8;
