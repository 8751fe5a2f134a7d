using System.Text.Json.Nodes;
using LoraDsl.Models;
using LoraDsl.Models.Configuration;
using LoraDsl.Models.Llama;
using static TorchSharp.torch;

namespace LoraDsl.Samples.Tests.ChatSample;

/// <summary>A random model of the LLaMA family, with a tokenizer of bytes and a template: a folder as Hugging Face lays it out.</summary>
internal static class TinyModel
{
    private const string Template = """
        {% for message in messages %}{{ '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}
        """;

    /// <summary>Writes it.</summary>
    public static void Write(string folder, bool hasTemplate = true)
    {
        manual_seed(1);
        var (vocabulary, merges) = (Bytes(), new JsonArray("a n"));
        vocabulary["an"] = 256;
        using (var model = Pretrained.New<LlamaForCausalLM>(ModelConfig.Parse("""
            {"model_type": "llama", "vocab_size": 259, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "intermediate_size": 64,
             "max_position_embeddings": 128, "initializer_range": 0.2, "tie_word_embeddings": false, "eos_token_id": 258}
            """)))
        {
            Pretrained.Save(model, folder);
        }

        Write("tokenizer.json", new JsonObject
        {
            ["added_tokens"] = new JsonArray(Added(257, "<|im_start|>"), Added(258, "<|im_end|>")),
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = true },
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = merges },
        });
        var config = new JsonObject { ["eos_token"] = "<|im_end|>" };
        if (hasTemplate)
            config["chat_template"] = Template;
        Write("tokenizer_config.json", config);

        void Write(string file, JsonObject values) => File.WriteAllText(Path.Combine(folder, file), values.ToJsonString());
    }

    private static JsonObject Added(int id, string content) => new() { ["id"] = id, ["content"] = content, ["special"] = true };

    // The 256 bytes as GPT-2 writes them.
    private static JsonObject Bytes()
    {
        var (vocabulary, next) = (new JsonObject(), 256);
        for (var each = 0; each < 256; each++)
            vocabulary[((char)(each is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE ? each : next++)).ToString()] = each;
        return vocabulary;
    }
}
