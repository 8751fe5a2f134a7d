using LoraDsl.Formats.Peft;
using LoraDsl.Methods;

namespace LoraDsl.Checkpoints;

/// <summary>Whether the rows of embeddings that a file has are those that a model trains.</summary>
/// <param name="description">The file.</param>
/// <param name="modelName">Name of the model's class, for messages.</param>
internal sealed class TokenFit(AdapterDescription description, string modelName)
{
    private ConfigPlace Key => new(AdapterPlaces.Config(description.Folder), "trainable_token_indices");

    /// <summary>The rows of a configuration for an embedding: by its path, an end of it, or those of the input embedding.</summary>
    public static IReadOnlyList<int> RowsOf(PeftConfig config, string path) =>
        PathEnds.Of(path).Append("").Select(end => config.TrainableTokenIndices?.GetValueOrDefault(end)).FirstOrDefault(found => found is not null) ?? [];

    /// <summary>What the file has for each embedding of which the model trains rows.</summary>
    /// <exception cref="InvalidOperationException">The file has other rows, or rows that the model does not train.</exception>
    public IReadOnlyList<(TrainedRowsAdapter Adapter, ExtraTensor Saved)> Match(IReadOnlyDictionary<string, TrainedRowsAdapter> adapters)
    {
        var saved = description.Extras.Where(extra => extra.Name.Role == AdapterTensorRole.TrainableTokens).ToDictionary(extra => extra.Name.Path, StringComparer.Ordinal);
        if (saved.Keys.FirstOrDefault(path => !adapters.ContainsKey(path)) is { } unknown)
            throw new InvalidOperationException($"{Key} is for [{string.Join(", ", description.Config.TrainableTokenIndices!.Keys)}], and {modelName} does not train rows of '{unknown}': make what the file says by LoraModel.Load(model, folder).");
        return [.. adapters.Select(entry => (entry.Value, Fitting(entry.Key, entry.Value, saved.GetValueOrDefault(entry.Key))))];
    }

    private ExtraTensor Fitting(string path, TrainedRowsAdapter adapter, ExtraTensor? saved)
    {
        if (saved is null)
            throw new InvalidOperationException($"'{description.Folder}' has no rows of '{path}', some of which {modelName} trains: load an adapter that was trained so.");
        var rows = RowsOf(description.Config, path);
        if (!rows.Select(row => (long)row).SequenceEqual(adapter.Rows))
            throw new InvalidOperationException($"{Key} names the rows [{string.Join(", ", rows.Take(8))}] of '{path}', and {modelName} trains [{string.Join(", ", adapter.Rows.Take(8))}]: load an adapter of these rows.");
        return saved.Entry.Shape.AsSpan().SequenceEqual([adapter.Rows.Count, adapter.OutFeatures])
            ? saved
            : throw new InvalidOperationException($"'{description.Folder}' has '{saved.Entry.Name}' of shape ({string.Join(", ", saved.Entry.Shape)}), but '{path}' of {modelName} needs ({adapter.Rows.Count}, {adapter.OutFeatures}): is it an adapter of another model?");
    }
}
