using LoraDsl.Models.Configuration;
using LoraDsl.Models.Folders;
using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models;

/// <summary>Models with their weights, in folders as Hugging Face's transformers writes them.</summary>
public static class Pretrained
{
    /// <summary>The deviation of new heads where a configuration has no <c>initializer_range</c>.</summary>
    private const double DefaultRange = 0.02;

    /// <summary>
    /// Builds a model from a folder's <c>config.json</c> and fills it from its safetensors files. The values are read straight into the parameters, so that the weights
    /// are in memory once. A checkpoint of the base alone fills the base of a model with a head, and the other way round; a head that the
    /// checkpoint lacks is initialized, and <see cref="LoraWarnings"/> gets a warning.
    /// </summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="folder">The folder, with <c>config.json</c> and <c>model.safetensors</c>, or an index and its shards.</param>
    /// <param name="dtype">The parameters' type; unless told, the one that the checkpoint has. Values are converted piece by piece.</param>
    /// <param name="device">The parameters' device; the processor unless told.</param>
    /// <param name="configure">Changes the configuration first, for instance how many labels a new head has: <c>config => config.With(("num_labels", 3))</c>.</param>
    /// <returns>The model, for evaluation until <c>train()</c> is called.</returns>
    /// <exception cref="FileNotFoundException">A file is missing; the message names all that are.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The configuration is of another architecture or has a value that cannot be, a file is damaged, or the weights do not fit: all names are in one message.
    /// </exception>
    public static T Load<T>(string folder, ScalarType? dtype = null, Device? device = null, Func<ModelConfig, ModelConfig>? configure = null)
        where T : nn.Module, IPretrained<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var config = ModelConfig.Read(folder);
        RequireType<T>(config);
        config = configure?.Invoke(config) ?? config;
        using var files = CheckpointFiles.Open(folder);
        var model = T.Create(config, LayerFactory.Unfilled(dtype ?? files.MainType(), device));
        try
        {
            Fill(model, folder, files);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Builds a model with first values, without a checkpoint.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="config">The configuration.</param>
    /// <param name="dtype">The parameters' type; float32 unless told.</param>
    /// <param name="device">The parameters' device; the processor unless told.</param>
    /// <exception cref="InvalidDataException">The configuration is of another architecture, or has a value that cannot be.</exception>
    public static T New<T>(ModelConfig config, ScalarType? dtype = null, Device? device = null)
        where T : nn.Module, IPretrained<T>
    {
        ArgumentNullException.ThrowIfNull(config);
        RequireType<T>(config);
        return T.Create(config, LayerFactory.Normal(config.Number("initializer_range", DefaultRange), dtype, device));
    }

    /// <summary>
    /// Writes a model's configuration and weights as <c>save_pretrained</c> of transformers does: one file, or several with an index where it would be larger than the limit. All are
    /// complete before the first takes its place; other files of the folder, a tokenizer's for instance, stay. Adapters are not written: they have files of their own.
    /// </summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="maxShardBytes">The most bytes of values in a file; a tensor that is larger has one of its own.</param>
    public static void Save<T>(T model, string folder, long maxShardBytes = 5_000_000_000)
        where T : nn.Module, IPretrained<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxShardBytes, 1);
        using var scope = NewDisposeScope();
        CheckpointWriter.Write(folder, model.Config, T.Layout, ModelTensors.ToSave(model, model.Tied), maxShardBytes);
    }

    private static void RequireType<T>(ModelConfig config)
        where T : nn.Module, IPretrained<T>
    {
        if (!T.Layout.Architectures.ContainsKey(config.ModelType))
            throw config.Error("model_type", $"{string.Join(" or ", T.Layout.Architectures.Keys.Select(type => $"\"{type}\""))} for {typeof(T).Name}");
        if (config.Has("quantization_config"))
            throw config.Error("quantization_config", "null (quantized weights are not read here)");
    }

    private static void Fill<T>(T model, string folder, CheckpointFiles files)
        where T : nn.Module, IPretrained<T>
    {
        using var scope = NewDisposeScope();
        var tensors = ModelTensors.All(model);
        var match = new CheckpointMatch(tensors, model.Tied, T.Layout, files);
        match.Require(folder, typeof(T).Name);
        foreach (var (name, tensor) in match.Found)
            tensor.ReadInto(tensors[name], CheckpointMatch.IsTransposed(T.Layout, name));
        NewHeads.Fill(tensors, match.NewHeads, model.Config.Number("initializer_range", DefaultRange));
        if (match.NewHeads.Count > 0)
            LoraWarnings.Handler?.Invoke($"'{folder}' has nothing of {string.Join(", ", match.NewHeads)}: {typeof(T).Name} starts with new values there and has to be trained.");
        if (match.Unused.Count > 0)
            LoraWarnings.Handler?.Invoke($"'{folder}' has {string.Join(", ", match.Unused)}, which {typeof(T).Name} has no use for.");
    }
}
