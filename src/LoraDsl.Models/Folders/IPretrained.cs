using LoraDsl.Models.Configuration;
using LoraDsl.Models.Layers;
using TorchSharp;

namespace LoraDsl.Models.Folders;

/// <summary>A model that can be read from a folder of Hugging Face's.</summary>
/// <typeparam name="TSelf">The model itself.</typeparam>
public interface IPretrained<TSelf>
    where TSelf : torch.nn.Module, IPretrained<TSelf>
{
    /// <summary>How a checkpoint's names go with the model's.</summary>
    static abstract CheckpointLayout Layout { get; }

    /// <summary>What the model was built from.</summary>
    ModelConfig Config { get; }

    /// <summary>Parameters that are others under a second name, as a tied head is the embedding: they are neither looked for in a checkpoint nor written into one.</summary>
    IReadOnlyDictionary<string, string> Tied { get; }

    /// <summary>Builds the model.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="layers">What makes its layers.</param>
    /// <exception cref="InvalidDataException">The configuration has a value that cannot be.</exception>
    static abstract TSelf Create(ModelConfig config, LayerFactory layers);
}
