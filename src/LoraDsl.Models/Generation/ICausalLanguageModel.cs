using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Generation;

/// <summary>A model that scores the next token.</summary>
public interface ICausalLanguageModel
{
    /// <summary>What the model was built from.</summary>
    ModelConfig Config { get; }

    /// <summary>How many tokens are known.</summary>
    long Vocabulary { get; }

    /// <summary>How many tokens the model was trained on at once, where that is known.</summary>
    long? MaxPositions { get; }

    /// <summary>Scores what follows a batch, which continues what is in the cache.</summary>
    /// <param name="ids">The tokens, int64 of shape (batch, tokens); the last of each sequence is none of padding.</param>
    /// <param name="mask">Other than 0 where a token is none of padding, of the same shape; without it, none is padding.</param>
    /// <param name="cache">What came before; the tokens are put into it.</param>
    /// <returns>The logits, of shape (batch, vocabulary).</returns>
    Tensor NextLogits(Tensor ids, Tensor? mask, KeyValueCache? cache);
}
