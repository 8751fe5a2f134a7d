using LoraDsl;
using Shared.Models;

namespace Digits.Recipes;

/// <summary>64 ranks in total, shared out by importance over the head and the blocks.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lora("adaptive", budget: 64)]
internal sealed partial class Adaptive64;
