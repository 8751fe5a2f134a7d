using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Peft;
using LoraDsl.Tool.Files;

namespace LoraDsl.Tool.Numerics;

/// <summary>Whether a base's embedding and head are one tensor (<c>tie_word_embeddings</c>): a product that is merged into the one would change the other.</summary>
internal static class TiedWeights
{
    private static readonly HashSet<string> Vocabularies = new(StringComparer.Ordinal)
    {
        "embed_tokens", "lm_head", "wte", "word_embeddings", "shared", "embed_in", "embed_out",
    };

    private static readonly string[] Heads = ["lm_head.weight", "embed_out.weight"];
    private static readonly string[] Generators = ["LMHeadModel", "ForCausalLM", "ForConditionalGeneration", "ForMaskedLM"];

    /// <summary>Throws where an adapted layer is the embedding or the head of a base in which these are tied.</summary>
    /// <exception cref="InvalidDataException">One is.</exception>
    public static void Refuse(Checkpoint checkpoint, IEnumerable<string> adapted)
    {
        if (adapted.FirstOrDefault(path => Vocabularies.Contains(PathEnds.Of(path).Last())) is not { } path || ReasonOf(checkpoint) is not { } reason)
            return;
        throw new InvalidDataException(
            $"'{path}' is adapted, and the embedding and the head of '{checkpoint.Path}' are one tensor ({reason}): merging would change the other, too. Give the head a weight of its own first (in Python: model.config.tie_word_embeddings = False; model.lm_head.weight = torch.nn.Parameter(model.lm_head.weight.clone()); model.save_pretrained(…)), or run the adapter unmerged.");
    }

    private static string? ReasonOf(Checkpoint checkpoint)
    {
        var folder = Directory.Exists(checkpoint.Path) ? checkpoint.Path : Path.GetDirectoryName(Path.GetFullPath(checkpoint.Path))!;
        var file = Path.Combine(folder, "config.json");
        if (!File.Exists(file))
            return null;
        var config = JsonFile.ReadObject(file, "model configuration");
        if (config["tie_word_embeddings"] is JsonValue value && value.TryGetValue<bool>(out var isTied))
            return isTied ? $"tie_word_embeddings in '{file}' is true" : null;

        // Transformers ties where a configuration does not say, and leaves the head out of the file.
        var architectures = (config["architectures"] as JsonArray)?.OfType<JsonValue>().Select(name => name.ToString()) ?? [];
        return architectures.Any(name => Generators.Any(end => name.EndsWith(end, StringComparison.Ordinal))) && !checkpoint.Names.Any(name => Heads.Any(head => name.EndsWith(head, StringComparison.Ordinal)))
            ? $"'{file}' does not say otherwise by tie_word_embeddings, and there is no head among the tensors"
            : null;
    }
}
