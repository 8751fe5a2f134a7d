using System.Runtime.InteropServices;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Safetensors;

namespace MiniLm;

/// <summary>all-MiniLM-L6-v2 (sentence-transformers, Apache 2.0) as a Hugging Face folder.</summary>
public static class MiniLmFolder
{
    // What the checkpoint was trained with; ONNX keeps none of it.
    private const string Config = """
        {
          "architectures": ["BertModel"],
          "attention_probs_dropout_prob": 0.1,
          "hidden_act": "gelu",
          "hidden_dropout_prob": 0.1,
          "hidden_size": 384,
          "initializer_range": 0.02,
          "intermediate_size": 1536,
          "layer_norm_eps": 1e-12,
          "max_position_embeddings": 512,
          "model_type": "bert",
          "num_attention_heads": 12,
          "num_hidden_layers": 6,
          "pad_token_id": 0,
          "type_vocab_size": 2,
          "vocab_size": 30522
        }

        """;

    private const string TokenizerConfig = """
        {
          "cls_token": "[CLS]",
          "do_lower_case": true,
          "mask_token": "[MASK]",
          "model_max_length": 512,
          "pad_token": "[PAD]",
          "sep_token": "[SEP]",
          "tokenizer_class": "BertTokenizer",
          "unk_token": "[UNK]"
        }

        """;

    /// <summary>Writes the folder where it does not stand yet.</summary>
    /// <param name="folder">The folder.</param>
    public static void Ensure(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "config.json")))
            Write(folder);
    }

    /// <summary>Writes the folder: it stands as a whole or not at all.</summary>
    /// <param name="folder">The folder.</param>
    public static void Write(string folder) => StagedFolder.Write(folder, staged =>
    {
        File.WriteAllText(Path.Combine(staged, "config.json"), Config);
        File.WriteAllText(Path.Combine(staged, "tokenizer_config.json"), TokenizerConfig);
        File.WriteAllBytes(Path.Combine(staged, "vocab.txt"), MiniLmPackage.Vocabulary());
        WriteWeights(Path.Combine(staged, "model.safetensors"));
    });

    private static void WriteWeights(string path)
    {
        var weights = OnnxWeights.Read(MiniLmPackage.Onnx());
        using var stream = File.Create(path);
        stream.Write(SafetensorsPreamble.Of(
            weights.Select(weight => (weight.Key, "F32", weight.Value.Shape, (long)weight.Value.Values.Length * sizeof(float))),
            new Dictionary<string, string> { ["format"] = "pt" }));
        foreach (var (_, values) in weights.Values)
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
