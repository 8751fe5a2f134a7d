using LoraDsl.Models.Folders;

namespace LoraDsl.Models.Roberta;

/// <summary>What the names of all RoBERTa models have in common, those of other languages among them.</summary>
internal static class RobertaLayout
{
    /// <summary>The base's name within a model with a head.</summary>
    public const string Base = "roberta";

    /// <summary>Names of RoBERTa's checkpoints.</summary>
    /// <param name="end">The end of what transformers calls the model.</param>
    public static CheckpointLayout Of(string end) => new(
        new Dictionary<string, string> { ["roberta"] = "Roberta" + end, ["xlm-roberta"] = "XLMRoberta" + end, ["camembert"] = "Camembert" + end }, Base)
    {
        Tables = ["embeddings.position_ids"],
    };
}
