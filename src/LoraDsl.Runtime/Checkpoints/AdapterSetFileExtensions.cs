using LoraDsl.Adapters;
using LoraDsl.Checkpoints;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Peft;
using LoraDsl.Methods;
using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>Adapters as files, in the layout of Hugging Face PEFT.</summary>
public static class AdapterSetFileExtensions
{
    extension(AdapterSet set)
    {
        /// <summary>
        /// What <c>adapter_config.json</c> says besides what follows from the adapters: the base's name, the task, keys that have no meaning here. Load
        /// takes it from the file, Save writes it, and it can be set: <c>model.Lora.FileConfig = model.Lora.FileConfig with { TaskType = "CAUSAL_LM" }</c>.
        /// </summary>
        public PeftConfig FileConfig
        {
            get => set.FileConfig;
            set => set.FileConfig = value ?? throw new ArgumentNullException(nameof(value));
        }
    }

    /// <summary>
    /// Saves the adapters as <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>. DyLoRA adapters are trimmed to the rank
    /// that is selected, AdaLoRA's to the triplets that are not masked; adaptive ones of rank 0 are left out. Where all are AdaLoRA's, of linear
    /// layers, and equal in initial rank and scaling, the folder is PEFT's ADALORA, otherwise its LORA, with Λ folded into B. Both files are complete before either takes its place.
    /// Where a layer's weight was compensated for the adapter's start, the adapter is saved for the original one, at the rank of both together.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="directory">The folder; made when it is missing.</param>
    /// <exception cref="InvalidOperationException">
    /// There is nothing to save: every rank is 0. Or a factor has values that are not finite, or a parameter of the base was unfrozen by hand, which the file would not have.
    /// </exception>
    public static void Save(this AdapterSet set, string directory) => Save(set, directory, allowNonFinite: false, dropUnfrozen: false);

    /// <inheritdoc cref="Save(AdapterSet, string)"/>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="directory">The folder; made when it is missing.</param>
    /// <param name="allowNonFinite">Whether values that are not finite are written all the same.</param>
    /// <param name="dropUnfrozen">Whether parameters of the base that were unfrozen by hand, which no adapter has, are left out; else they are an error.</param>
    public static void Save(this AdapterSet set, string directory, bool allowNonFinite = false, bool dropUnfrozen = false)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        lock (set.ChangeLock)
        {
            set.WarnOfMissed();
            if (!dropUnfrozen)
                UnsavedParameters.RequireNone(set);
            var entries = set.Named().ToList();
            var isVariant = entries.Exists(entry => entry.Adapter is VariantAdapter);
            List<SavedAdapter> saved = isVariant ? [] : [.. entries.Where(entry => entry.Adapter is LowRankAdapter).Select(entry => new SavedAdapter(entry.Path, (LowRankAdapter)entry.Adapter)).Where(entry => entry.Rank > 0)];
            if (isVariant && (set.TrainedWhole().Any() || entries.Exists(entry => entry.Adapter is TrainedRowsAdapter)))
                throw new InvalidOperationException($"{set.ModelName} trains {PathText.Of(set.TrainedWhole().Select(entry => entry.Path))} whole beside adapters of {entries[0].Adapter.Method}, whose files have no place for that here: adapt the layers by LoRA.");
            if (saved.Count == 0 && !isVariant)
                throw new InvalidOperationException($"{set.ModelName} has no adapter with a rank above 0: there is nothing to save.");

            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var (config, tensors) = isVariant ? VariantFileContent.Of(set, entries) : AdapterFileContent.Of(set, saved);
            if (!allowNonFinite && tensors.FirstOrDefault(entry => !entry.Value.isfinite().all().item<bool>()).Key is { } broken)
                throw new InvalidOperationException($"{set.ModelName} has values in '{broken}' that are not finite, and nothing was saved: go back to an earlier save, or save with allowNonFinite to look into it.");
            var metadata = PeftConfigBuilder.Metadata(saved).ToHeader();
            AtomicFiles.Write(
                directory,
                (PeftNames.WeightsFile, stream => SafetensorsWriter.Write(stream, tensors, metadata)),
                (PeftNames.ConfigFile, config.Write));
        }
    }

    /// <summary>
    /// Loads adapters that were saved here or by PEFT into this model, for the original base: weights that were compensated for a start are put
    /// back first, and compensated for the start that the file has, if it has one; of PEFT's raw PiSSA and OLoRA files it is made again from the
    /// base, as PEFT does. What a user should know of the file goes to <see cref="LoraWarnings"/>. Loading another folder switches the task. Adaptive adapters take their ranks from the file; a DyLoRA adapter is left at the greatest rank of the file.
    /// </summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="directory">The folder.</param>
    /// <exception cref="FileNotFoundException">The folder lacks one of the two files.</exception>
    /// <exception cref="IOException">A file cannot be read, or is no regular file; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, asks for what is not supported, or has factors that are not finite; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The file does not fit the model's layers or attributes, or an adapter is merged; nothing was changed.
    /// </exception>
    public static void Load(this AdapterSet set, string directory) => Load(set, directory, allowNonFinite: false);

    /// <inheritdoc cref="Load(AdapterSet, string)"/>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="allowNonFinite">Whether factors may have values that are not finite.</param>
    public static void Load(this AdapterSet set, string directory, bool allowNonFinite)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        lock (set.ChangeLock)
        {
            set.RequireUnmerged("load");
            using var scope = NewDisposeScope();
            using var file = new AdapterFileReader(directory);
            var matched = file.Match(set, allowNonFinite);
            SharedWeights.RequireOwn(set.Root.Model, matched.Where(entry => entry.Start is not null).Select(entry => entry.Adapter.Place), "changed as the file asks");
            using var changes = new AdapterChanges();
            foreach (var entry in matched)
            {
                changes.Open(entry.Adapter);
                entry.Adopt();
            }

            using (no_grad())
            {
                foreach (var (weight, values) in file.OtherWeights)
                    weight.copy_(values);
            }

            changes.Commit();
            if (file.Projections is { } projections)
            {
                foreach (var entry in matched)
                    ((VeraAdapter)entry.Adapter).Take(projections);
            }

            foreach (var entry in matched)
                entry.Complete();
            foreach (var (tensor, values) in file.Whole)
            {
                tensor.Set(values);
                tensor.IsSettled = true;
            }

            set.FileConfig = file.Config;
            foreach (var warning in file.Warnings)
                LoraWarnings.Handler?.Invoke(warning);
        }
    }
}
