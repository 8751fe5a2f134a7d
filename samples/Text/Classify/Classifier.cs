using LoraDsl.Models.Bert;
using LoraDsl.Models.Text;
using Shared;
using TextSample.Corpus;
using TextSample.Training;
using static System.FormattableString;
using static TorchSharp.torch;

namespace TextSample.Classify;

/// <summary>Says of each line whether it is spam, by an adapter that was saved: all that a program in use needs.</summary>
internal static class Classifier
{
    private const int MaxTokens = 128;

    /// <summary>Reads lines until there are no more.</summary>
    /// <param name="folder">The adapters' folder.</param>
    /// <param name="input">Where the lines come from.</param>
    /// <param name="output">Where the answers go.</param>
    /// <param name="cancellation">Stops it after a line.</param>
    /// <exception cref="SampleException">The folder cannot be used; the message says why.</exception>
    public static void Run(string folder, TextReader input, TextWriter output, CancellationToken cancellation)
    {
        using var model = Load(folder, out var tokenizer);
        while (input.ReadLine() is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(line))
                continue;
            using var scope = NewDisposeScope();
            using var untracked = no_grad();
            using var batch = tokenizer.Encode([line], MaxTokens);
            var chances = model.forward(batch.Ids, batch.Mask).softmax(1)[0].data<float>().ToArray();
            var likely = Array.IndexOf(chances, chances.Max());
            output.WriteLine(Invariant($"{MailModel.Name((MailClass)likely),-4} {100 * chances[likely],5:0.0} %  {line}"));
        }
    }

    private static BertForSequenceClassification Load(string folder, out TextTokenizer tokenizer)
    {
        try
        {
            var baseFolder = AdapterFolder.BaseOf(folder) ?? throw new SampleException($"'{folder}' does not say what base it is for: it was not saved by this sample.");
            tokenizer = TextTokenizer.Load(baseFolder);
            var model = MailModel.Load(baseFolder, CPU);
            // Merged, a line costs what it costs the base.
            AdapterFolder.Load(model, folder).Merge();
            return model;
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            throw new SampleException(error.Message, error);
        }
    }
}
