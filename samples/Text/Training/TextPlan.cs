using LoraDsl.Models.Text;
using Shared.Training;
using TextSample.CommandLine;
using TextSample.Corpus;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>Everything that the demo fixes about data and training.</summary>
/// <param name="MaxTokens">The most tokens of a mail that the model reads.</param>
/// <param name="ValidationMails">Mails to validate on.</param>
/// <param name="TestMails">Mails to test on.</param>
/// <param name="LabelCounts">With how many labels LoRA and full fine-tuning are trained.</param>
/// <param name="OtherLabelCounts">With how many of them the other adapters are.</param>
/// <param name="TestedRanks">The ranks at which DyLoRA is tested.</param>
internal sealed record TextPlan(
    int MaxTokens, int ValidationMails, int TestMails, IReadOnlyList<int> LabelCounts, IReadOnlyList<int> OtherLabelCounts, IReadOnlyList<int> TestedRanks)
{
    /// <summary>As many labels as there are.</summary>
    public const int AllLabels = int.MaxValue;

    private const int BatchSize = 16;
    private const int Validations = 2;

    /// <summary>A few minutes on two cores.</summary>
    public static TextPlan Default { get; } = new(64, 150, 500, [32, 128, 512], [512], [1, 4, 8]);

    /// <summary>All methods with all numbers of labels, on all mails that are held out.</summary>
    public static TextPlan Full { get; } = new(128, int.MaxValue, int.MaxValue, [32, 128, 512, AllLabels], [32, 128, 512, AllLabels], [1, 2, 3, 4, 5, 6, 7, 8]);

    /// <summary>A few steps of everything: shows that it works, not how well.</summary>
    public static TextPlan Quick { get; } = new(32, 32, 64, [32], [32], [1, 8]);

    /// <summary>The plan for a command line.</summary>
    public static TextPlan For(TextOptions options) => options switch
    {
        { Quick: true } => Quick,
        { Full: true } => Full,
        _ => Default,
    };

    /// <summary>The mails of a corpus as tokens.</summary>
    public MailData DataOf(MailCorpus corpus, TextTokenizer tokenizer, Device device) => new(
        MailTokens.Of(corpus.Train, tokenizer, MaxTokens, device),
        MailTokens.Of(corpus.Validation.Take(ValidationMails), tokenizer, MaxTokens, device),
        MailTokens.Of(corpus.Test.Take(TestMails), tokenizer, MaxTokens, device));

    /// <summary>Full fine-tuning.</summary>
    public TrainingPlan FullFineTuning(int labels) => new(Epochs(labels), BatchSize, 1e-4);

    /// <summary>Adapters.</summary>
    public TrainingPlan Adapters(int labels) => new(Epochs(labels), BatchSize, 5e-4);

    /// <summary>After how many epochs a training of so many is validated.</summary>
    public static int ValidateEvery(int epochs) => Math.Max(1, epochs / Validations);

    // Few labels are seen more often.
    private int Epochs(int labels) => (labels, this == Quick) switch
    {
        (_, true) => 2,
        ( <= 32, _) => 8,
        ( <= 128, _) => 4,
        _ => 2,
    };
}
