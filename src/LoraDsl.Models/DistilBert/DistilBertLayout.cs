using LoraDsl.Models.Folders;

namespace LoraDsl.Models.DistilBert;

/// <summary>What the names of all DistilBERT models have in common.</summary>
internal static class DistilBertLayout
{
    /// <summary>Names of DistilBERT's checkpoints.</summary>
    /// <param name="architecture">What transformers calls the model.</param>
    public static CheckpointLayout Of(string architecture) => new(new Dictionary<string, string> { ["distilbert"] = architecture }, "distilbert");
}
