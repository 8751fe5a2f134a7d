namespace Chat.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record TalkOptions
{
    /// <summary>The folder of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Folders of adapters that are loaded.</summary>
    public IReadOnlyList<string> Adapters { get; init; } = [];

    /// <summary>Conversations to fine-tune on, or <see langword="null"/> to talk only.</summary>
    public string? Data { get; init; }

    /// <summary>The new adapters' name.</summary>
    public string Name { get; init; } = "chat";

    /// <summary>Folder for new adapters, each in a folder of its name.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "chat");

    /// <summary>Rank of new adapters.</summary>
    public int Rank { get; init; } = 16;

    /// <summary>Passes over the conversations.</summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Conversations of a step.</summary>
    public int BatchSize { get; init; } = 4;

    /// <summary>The most tokens of a conversation that is learned.</summary>
    public int Length { get; init; } = 512;

    /// <summary>The greatest learning rate.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Instructions for the whole conversation, or <see langword="null"/> for none.</summary>
    public string? System { get; init; }

    /// <summary>The most tokens of an answer.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>0 takes the likeliest token; <see langword="null"/> is what the model's folder says.</summary>
    public double? Temperature { get; init; }

    /// <summary>Seed of shuffling, of new adapters and of what is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary><c>auto</c> for the checkpoint's type, <c>float32</c> or <c>bfloat16</c>.</summary>
    public string Type { get; init; } = "auto";
}
