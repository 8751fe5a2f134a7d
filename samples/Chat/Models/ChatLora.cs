using LoraDsl;
using LoraDsl.Models.Llama;

namespace Chat.Models;

/// <summary>LoRA on every projection of every layer; embedding and head stay as they are.</summary>
[LoraRecipe(typeof(LlamaForCausalLM))]
[Lora(16, Alpha = 32, Targets = ["model.layers.**"])]
internal sealed partial class ChatLora;
