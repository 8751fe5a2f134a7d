using LoraDsl.Models.Folders;

namespace LoraDsl.Models.Bert;

/// <summary>What the names of all BERT models have in common.</summary>
internal static class BertLayout
{
    /// <summary>Names of BERT's checkpoints.</summary>
    /// <param name="architecture">What transformers calls the model.</param>
    public static CheckpointLayout Of(string architecture) => new(new Dictionary<string, string> { ["bert"] = architecture }, "bert")
    {
        Tables = ["embeddings.position_ids"],

        // As TensorFlow's norms have them.
        Renamed = [("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias")],
    };

    /// <summary>No name is another's.</summary>
    public static IReadOnlyDictionary<string, string> NothingTied { get; } = new Dictionary<string, string>();
}
