using LoraDsl.Models.Generation;

namespace LoraDsl.Models.Tests.Generation;

/// <summary>What a folder says of generation.</summary>
public sealed class GenerationFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loradsl-generation-");

    [Fact]
    public void Without_a_file_the_likeliest_token_is_taken_up_to_the_configurations_end()
    {
        Write("config.json", """{"eos_token_id": [2, 5]}""");
        var options = GenerationFile.Load(folder.FullName);
        Assert.Equal([2, 5], options.StopTokens);
        Assert.Equal(new GenerationOptions(), options with { StopTokens = null });
    }

    [Fact]
    public void What_the_file_says_is_taken_and_its_ends_are_added()
    {
        Write("config.json", """{"eos_token_id": 2}""");
        Write("generation_config.json", """{"do_sample": true, "temperature": 0.6, "top_k": 40, "top_p": 0.9, "repetition_penalty": 1.1, "max_new_tokens": 7, "eos_token_id": [2, 9]}""");
        var options = GenerationFile.Load(folder.FullName);
        Assert.Equal([2, 9], options.StopTokens);
        Assert.Equal((0.6, 40, 0.9, 1.1, 7), (options.Temperature, options.TopK, options.TopP, options.RepetitionPenalty, options.MaxNewTokens));
    }

    [Fact]
    public void What_is_drawn_from_counts_only_where_tokens_are_drawn()
    {
        Write("config.json", "{}");
        Write("generation_config.json", """{"temperature": 0.6, "top_k": 40, "top_p": 0.9}""");
        var options = GenerationFile.Load(folder.FullName);
        Assert.Equal((null, null, null), (options.Temperature, options.TopK, options.TopP));
    }

    [Theory]
    [InlineData("""{"do_sample": true, "top_p": 2}""", "has what cannot be: TopP is 2: it has to be above 0 and at most 1.")]
    [InlineData("""{"do_sample": true, "temperature": "hot"}""", "has for temperature the value \"hot\": a number is needed.")]
    public void A_value_that_cannot_be_is_said_with_the_file(string json, string message)
    {
        Write("config.json", "{}");
        Write("generation_config.json", json);
        Assert.Equal(
            $"'{Path.Combine(folder.FullName, "generation_config.json")}' {message}",
            Assert.Throws<InvalidDataException>(() => GenerationFile.Load(folder.FullName)).Message);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder.FullName, file), text);
}
