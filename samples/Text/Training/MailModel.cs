using LoraDsl;
using LoraDsl.Formats.Files;
using LoraDsl.Models;
using LoraDsl.Models.Bert;
using MiniLm;
using Shared;
using TextSample.Corpus;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>all-MiniLM-L6-v2 with a head for mails on the mean of its hidden states, as a Hugging Face folder.</summary>
internal static class MailModel
{
    /// <summary>The head's path in the model.</summary>
    public const string Head = "classifier";

    /// <summary>Writes the folder where it does not stand yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="say">Told what takes a while.</param>
    public static void Ensure(string folder, Action<string> say)
    {
        if (Directory.Exists(folder))
            return;
        say($"Writing all-MiniLM-L6-v2 as a Hugging Face folder (90 MB, once) into {folder}");
        StagedFolder.Write(folder, staged =>
        {
            var encoder = Path.Combine(staged, "encoder");
            MiniLmFolder.Write(encoder);
            using (var model = WithNewHead(encoder))
                Pretrained.Save(model, staged);
            foreach (var file in (string[])["vocab.txt", "tokenizer_config.json"])
                File.Move(Path.Combine(encoder, file), Path.Combine(staged, file));
            Directory.Delete(encoder, recursive: true);
        });
    }

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="SampleException">It is damaged.</exception>
    public static BertForSequenceClassification Load(string folder, Device device)
    {
        try
        {
            return Pretrained.Load<BertForSequenceClassification>(folder, device: device);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            throw new SampleException($"{error.Message} Delete '{folder}', so that the demo writes it again.", error);
        }
    }

    // Without dropout: on a processor it takes a fifth of a step, and keeps attention from its fused function.
    private static BertForSequenceClassification WithNewHead(string encoder)
    {
        var handler = LoraWarnings.Handler;
        try
        {
            // That the encoder has no head is what is meant.
            LoraWarnings.Handler = null;
            var model = Pretrained.Load<BertForSequenceClassification>(encoder, configure: config => config.With(
                ("architectures", new System.Text.Json.Nodes.JsonArray(nameof(BertForSequenceClassification))),
                ("classifier_pooling", "mean"),
                ("hidden_dropout_prob", 0.0),
                ("attention_probs_dropout_prob", 0.0),
                ("id2label", new System.Text.Json.Nodes.JsonObject { ["0"] = Name(MailClass.Ham), ["1"] = Name(MailClass.Spam) })));
            using var untracked = no_grad();
            foreach (var (_, parameter) in HeadOf(model))
                parameter.zero_();
            return model;
        }
        finally
        {
            LoraWarnings.Handler = handler;
        }
    }

    /// <summary>The parameters of the head, by their paths in the model.</summary>
    public static IEnumerable<(string Path, TorchSharp.Modules.Parameter Parameter)> HeadOf(BertForSequenceClassification model) =>
        model.named_parameters().Where(entry => entry.name.StartsWith(Head + ".", StringComparison.Ordinal)).Select(entry => (entry.name, entry.parameter));

    /// <summary>What people call a class.</summary>
    public static string Name(MailClass kind) => kind.ToString().ToLowerInvariant();
}
