using Chat.CommandLine;
using LoraDsl;
using LoraDsl.Adapters;
using LoraDsl.Models;
using LoraDsl.Models.Chat;
using LoraDsl.Models.Generation;
using LoraDsl.Models.Llama;
using LoraDsl.Models.Text;
using Shared;
using static TorchSharp.torch;

namespace Chat.Models;

/// <summary>A language model with what it takes to talk to it.</summary>
internal sealed class ChatModel : IDisposable
{
    private ChatModel(LlamaForCausalLM model, TextTokenizer tokenizer, ChatTemplate? template, GenerationOptions generation) =>
        (Model, Tokenizer, Template, Generation, Adapters) = (model, tokenizer, template, generation, LoraModel.Adapters(model));

    /// <summary>The model.</summary>
    public LlamaForCausalLM Model { get; }

    /// <summary>Its tokenizer.</summary>
    public TextTokenizer Tokenizer { get; }

    /// <summary>How it wants conversations to be written; <see langword="null"/> where it was not trained on them.</summary>
    public ChatTemplate? Template { get; }

    /// <summary>How its folder wants it to generate.</summary>
    public GenerationOptions Generation { get; }

    /// <summary>Its adapters.</summary>
    public ModelAdapters Adapters { get; }

    /// <summary>Where it computes.</summary>
    public Device Device { get; private init; } = CPU;

    /// <summary>How many parameters it has.</summary>
    public long Parameters => Model.parameters().Sum(parameter => parameter.numel());

    /// <summary>What they are.</summary>
    public ScalarType Type => Model.parameters().First().dtype;

    /// <summary>Loads what a command line names.</summary>
    /// <exception cref="SampleException">The folder is none of a model that this sample can talk to; the message says why.</exception>
    public static ChatModel Load(TalkOptions options)
    {
        if (options.Device == "cuda" && !cuda.is_available())
            throw new SampleException("--device cuda: there is no GPU that this libtorch can use. Take --device cpu, or build on a libtorch with CUDA (./build.sh chat --cuda) on a machine with an NVIDIA GPU.");
        var type = options.Type switch
        {
            "float32" => ScalarType.Float32,
            "bfloat16" => ScalarType.BFloat16,
            _ => (ScalarType?)null,
        };
        try
        {
            // What is quickly read comes first, so that what it has wrong is said before the weights are loaded.
            var tokenizer = TextTokenizer.Load(options.Model);
            var template = ChatTemplate.Find(options.Model);
            var generation = GenerationFile.Load(options.Model);
            var target = device(options.Device);
            return new ChatModel(Pretrained.Load<LlamaForCausalLM>(options.Model, type, target), tokenizer, template, Options(generation, tokenizer, options)) { Device = target };
        }
        catch (InvalidDataException error)
        {
            throw new SampleException(error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    private static GenerationOptions Options(GenerationOptions folder, TextTokenizer tokenizer, TalkOptions options)
    {
        var all = folder with
        {
            MaxNewTokens = options.MaxTokens,
            StopTokens = tokenizer.End is { } end ? [.. (folder.StopTokens ?? []).Union([end])] : folder.StopTokens,
        };
        return options.Temperature switch
        {
            null => all,
            0 => all with { Temperature = null, TopK = null, TopP = null },
            _ => all with { Temperature = options.Temperature },
        };
    }
}
