using LoraDsl.Models.Generation;
using LoraDsl.Models.Gpt2;
using LoraDsl.Models.Llama;
using static TorchSharp.torch;

namespace LoraDsl.Models.Tests.Decoders;

/// <summary>The references' decoders.</summary>
internal static class ReferenceDecoders
{
    /// <summary>The names of the references.</summary>
    public static string[] Names { get; } = ["llama", "llama3", "llama-linear", "llama-dynamic", "llama-yarn", "mistral", "qwen2", "qwen3", "gpt2"];

    /// <summary>Those whose answers do not depend on how long a batch is.</summary>
    public static TheoryData<string> Steady => [.. Names.Where(name => name != "llama-dynamic")];

    /// <summary>Loads one.</summary>
    public static CausalLanguageModel Load(string name, ScalarType type = ScalarType.Float64) => name == "gpt2"
        ? Pretrained.Load<Gpt2LMHeadModel>(ModelFolders.Reference(name), type)
        : Pretrained.Load<LlamaForCausalLM>(ModelFolders.Reference(name), type);
}
