using System.CommandLine;
using Shared.CommandLine;

namespace Chat.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    private static readonly TalkOptions Default = new() { Model = "" };

    private static readonly Option<string?> Model = Required(SampleOptions.Path("--model", "DIR", "folder of a model of the LLaMA family, as Hugging Face lays it out"));

    private static readonly Option<string?> Adapter = SampleOptions.Path("--adapter", "DIR", "folder of adapters to load first");

    private static readonly Option<string?> Data = SampleOptions.Path(
        "--data", "FILE", "fine-tunes on FILE first: JSON lines of {\"prompt\": …, \"answer\": …} or {\"messages\": […]}");

    private static readonly Option<string?> Name = SampleOptions.Path("--name", "NAME", "the new adapters' name", Default.Name);

    private static readonly Option<string?> Output = SampleOptions.Path("--output", "DIR", "folder for new adapters, each in a folder of its name", Default.Output);

    private static readonly Option<int> Rank = SampleOptions.Number("--rank", "rank of new adapters", Default.Rank, least: 1);

    private static readonly Option<int> Epochs = SampleOptions.Number("--epochs", "passes over FILE", Default.Epochs, least: 1);

    private static readonly Option<int> Batch = SampleOptions.Number("--batch", "conversations of a step", Default.BatchSize, least: 1);

    private static readonly Option<int> Length = SampleOptions.Number("--length", "the most tokens of a conversation that is learned", Default.Length, least: 2);

    private static readonly Option<double?> LearningRate = SampleOptions.Fraction("--learning-rate", "the greatest learning rate", Default.LearningRate);

    private static readonly Option<string?> System = SampleOptions.Path("--system", "TEXT", "instructions for the whole conversation");

    private static readonly Option<int> MaxTokens = SampleOptions.Number("--max-tokens", "the most tokens of an answer", Default.MaxTokens, least: 1);

    private static readonly Option<double?> Temperature = SampleOptions.Fraction("--temperature", "0 takes the likeliest token; unless told, as the model's folder says");

    private static readonly Option<int> Seed = SampleOptions.Number("--seed", "seed of shuffling, of new adapters and of what is drawn", Default.Seed, least: 0);

    private static readonly Option<string> Device = SampleOptions.Choice("--device", "where to compute", "cpu", "cuda");

    private static readonly Option<string> Type = SampleOptions.Choice("--type", "type of the weights; auto is the checkpoint's", "auto", "float32", "bfloat16");

    /// <summary>The command line.</summary>
    public static SampleCommand<TalkOptions> Command { get; } = new(
        "Talks to a language model in the terminal, fine-tunes it on conversations of yours, and switches adapters by name while it runs.",
        [Model, Adapter, Data, Name, Output, Rank, Epochs, Batch, Length, LearningRate, System, MaxTokens, Temperature, Seed, Device, Type],
        parsed => new TalkOptions
        {
            Model = parsed.GetRequiredValue(Model)!,
            Adapters = parsed.GetValue(Adapter) is { } adapter ? [adapter] : [],
            Data = parsed.GetValue(Data),
            Name = parsed.GetRequiredValue(Name)!,
            Output = parsed.GetRequiredValue(Output)!,
            Rank = parsed.GetValue(Rank),
            Epochs = parsed.GetValue(Epochs),
            BatchSize = parsed.GetValue(Batch),
            Length = parsed.GetValue(Length),
            LearningRate = parsed.GetValue(LearningRate) ?? Default.LearningRate,
            System = parsed.GetValue(System),
            MaxTokens = parsed.GetValue(MaxTokens),
            Temperature = parsed.GetValue(Temperature),
            Seed = parsed.GetValue(Seed),
            Device = parsed.GetRequiredValue(Device),
            Type = parsed.GetRequiredValue(Type),
        });

    private static Option<string?> Required(Option<string?> option)
    {
        option.Required = true;
        return option;
    }
}
