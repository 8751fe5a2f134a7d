using Chat.CommandLine;
using Chat.Models;
using LoraDsl;
using LoraDsl.Adapters;
using LoraDsl.Formats.Runs;
using LoraDsl.Models.Data;
using LoraDsl.Training;
using Shared;
using Shared.Reporting;
using Shared.Training;
using static System.FormattableString;
using static TorchSharp.torch;

namespace Chat.Training;

/// <summary>Fine-tunes new adapters on conversations and saves them.</summary>
/// <param name="model">The model.</param>
/// <param name="options">The command line.</param>
/// <param name="reporter">Shows how it goes.</param>
/// <param name="cancellation">Stops between two steps.</param>
internal sealed class FineTuning(ChatModel model, TalkOptions options, IReporter reporter, CancellationToken cancellation)
{
    /// <summary>Trains; the new adapters are in force afterwards.</summary>
    /// <exception cref="SampleException">The file has what cannot be learned, or the name cannot be one; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; nothing is saved.</exception>
    public void Run()
    {
        var examples = Examples();
        var folder = Path.GetFullPath(Path.Combine(options.Output, options.Name));
        // A folder that cannot be made is to be known before the training, not after it.
        Directory.CreateDirectory(folder);
        manual_seed(options.Seed);
        var lora = Attached();
        reporter.Say(Invariant(
            $"{examples.Count} conversations, {examples.Average(example => example.Ids.Count):0} tokens each; {lora.TrainableParameters:N0} trainable parameters in '{options.Name}'"));
        Train(lora, examples);
        lora.Save(folder);
        reporter.Say($"'{options.Name}' is saved in {folder}");
    }

    private IReadOnlyList<TokenExample> Examples()
    {
        try
        {
            var length = model.Tokenizer.MaxLength is { } limit ? Math.Min(limit, options.Length) : options.Length;
            var examples = model.Template is { } template
                ? ChatFile.Read(options.Data!, model.Tokenizer, template, length)
                : PromptFile.Read(options.Data!, model.Tokenizer, model.Tokenizer.End, length);
            return examples.Count > 0 ? examples : throw new SampleException($"'{options.Data}' has no conversations: JSON lines of {{\"prompt\": …, \"answer\": …}} are needed.");
        }
        catch (InvalidDataException error)
        {
            throw new SampleException(error.Message, error);
        }
    }

    private ChatLora.Adapters Attached()
    {
        try
        {
            return ChatLora.Attach(model.Model, name: options.Name, with: new() { Rank = options.Rank, Alpha = 2 * options.Rank });
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new SampleException($"--name {options.Name}: {error.Message}", error);
        }
    }

    private void Train(AdapterSet lora, IReadOnlyList<TokenExample> examples)
    {
        lora.FreezeBase();
        int[] lengths = [.. examples.Select(example => example.Ids.Count)];
        var steps = options.Epochs * ((examples.Count + options.BatchSize - 1) / options.BatchSize);
        var trainer = new TrainerOptions
        {
            Name = options.Name,
            Seed = options.Seed,
            Epochs = options.Epochs,
            Scheduler = optimizer => optim.lr_scheduler.LambdaLR(optimizer, step => TrainingPlan.Schedule(step, steps)),
            ClipNorm = 1,
            // The program stops on signals itself.
            StopsOnSignals = false,
        };
        reporter.Train(options.Name, steps, options.Epochs, progress =>
        {
            var result = lora.Trainer<LabelledTokens>(
                parameters => optim.AdamW(parameters, lr: options.LearningRate, weight_decay: 0), Loss, trainer, callbacks: new TalkProgress(progress))
                .Fit(Batches.PerEpoch(Epoch), cancellation: cancellation);
            if (result.Stop == RunStops.Cancelled)
                throw new OperationCanceledException(cancellation);
        });
        model.Model.eval();

        IEnumerable<LabelledTokens> Epoch(int epoch)
        {
            foreach (var indices in LengthGroups.Of(lengths, options.BatchSize, options.Seed + epoch))
            {
                using var batch = LabelledTokens.Pad([.. indices.Select(index => examples[index])], model.Tokenizer.Padding ?? 0, model.Device);
                yield return batch;
            }
        }
    }

    private Tensor Loss(LabelledTokens batch) => batch.Loss(model.Model.forward(batch.Ids, batch.Mask));
}
