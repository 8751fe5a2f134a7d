using LoraDsl;

namespace Shared.Models;

/// <summary>LoRA of rank 8 on every linear layer.</summary>
[LoraRecipe(typeof(VisionTransformer))]
[Lora(8)]
internal sealed partial class Lora8;
