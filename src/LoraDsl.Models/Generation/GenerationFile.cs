using LoraDsl.Models.Configuration;
using LoraDsl.Formats.Files;

namespace LoraDsl.Models.Generation;

/// <summary>How a folder wants its model to generate: its <c>generation_config.json</c>.</summary>
public static class GenerationFile
{
    private const string FileName = "generation_config.json";

    /// <summary>
    /// Reads a folder's options; what its file does not say is as without it. Stop tokens are those of the file and of <c>config.json</c>: tuned models often end an answer by another token than a text.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FileNotFoundException">It has no <c>config.json</c>.</exception>
    /// <exception cref="InvalidDataException">A value cannot be; the message has file and key.</exception>
    public static GenerationOptions Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var stops = ModelConfig.Read(folder).WholeNumbers("eos_token_id");
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new GenerationOptions { StopTokens = stops };
        var config = new ModelConfig(JsonFile.ReadObject(path, "configuration of generation"), path);
        var defaults = new GenerationOptions();
        var draws = config.Flag("do_sample", false);
        var options = new GenerationOptions
        {
            MaxNewTokens = (int)Math.Min(config.Size("max_new_tokens", defaults.MaxNewTokens), int.MaxValue),
            Temperature = draws ? config.Number("temperature", 1) : null,
            TopK = draws && config.WholeNumber("top_k", 0) is > 0 and <= int.MaxValue and var count ? (int)count : null,
            TopP = draws && config.Has("top_p") ? config.Number("top_p") : null,
            RepetitionPenalty = config.Number("repetition_penalty", 1),
            StopTokens = [.. stops.Union(config.WholeNumbers("eos_token_id"))],
        };
        try
        {
            options.Require();
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{path}' has what cannot be: {error.Message}", error);
        }

        return options;
    }
}
