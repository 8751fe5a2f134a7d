using LoraDsl.Models.Text.Unicode;
using Microsoft.ML.Tokenizers;

namespace LoraDsl.Models.Text;

/// <summary>What byte-level BPE does to a text before it is cut.</summary>
internal static class BpeNormalizers
{
    /// <summary>What <c>normalizer</c> says: nothing, or Unicode's composed form.</summary>
    /// <exception cref="InvalidDataException">It says something that cannot be done here.</exception>
    public static Normalizer? Of(TokenizerFiles files) => files.Json?["normalizer"] switch
    {
        null => null,
        { } node when TokenizerFiles.Text(node["type"]) == "NFC" => new Composed(),
        { } node => throw new InvalidDataException($"'{files.JsonPath}' has for normalizer the value {node.ToJsonString()}: null or NFC is read here for byte-level BPE."),
    };

    private sealed class Composed : Normalizer
    {
        public override string Normalize(string original) => CanonicalForms.Composed(original);

        public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());
    }
}
