using Chat.CommandLine;
using Shared;
using TorchSharp;

namespace LoraDsl.Samples.Tests.ChatSample;

/// <summary>The chat from a model's folder to its last line.</summary>
public sealed class ChatTests : IDisposable
{
    private const string Data = """
        {"prompt": "one", "answer": "uno"}
        {"messages": [{"role": "user", "content": "two"}, {"role": "assistant", "content": "dos"}]}
        """;

    private readonly TemporaryFolder folder = new();
    private readonly RecordingReporter reporter = new();

    public ChatTests() => TinyModel.Write(folder.Path);

    [Fact]
    public void What_was_learned_is_answered_by_the_new_adapters_alone()
    {
        var talk = Run(Options with { Data = Written(Data), Epochs = 150, LearningRate = 1e-2 }, "one", "/clear", "two", "/clear", "/use none", "one", "/list");
        Assert.StartsWith("[chat] > uno\n[chat] > [chat] > dos\n[chat] > [chat] > [none] > ", talk, StringComparison.Ordinal);
        Assert.DoesNotContain("[none] > uno", talk, StringComparison.Ordinal);
        Assert.EndsWith("There are chat; in force: none.\n[none] > ", talk, StringComparison.Ordinal);
        Assert.Equal(["chat"], reporter.Trainings);

        var again = Run(Options, $"/load {folder["out/chat"]} loaded", "one", "/use loaded=0.5", "/use other", "/remove loaded", "/list");
        Assert.StartsWith("[none] > 'loaded' is loaded and in force.\n[loaded] > uno\n[loaded] > [0.5·loaded] > ", again, StringComparison.Ordinal);
        Assert.Contains("There is no adapter 'other'. There are loaded; in force: 0.5·loaded.\n", again, StringComparison.Ordinal);
        Assert.EndsWith("There are no adapters.\n[none] > ", again, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_turns_leave_no_more_tensors_than_one()
    {
        Assert.Equal(Left(turns: 1), Left(turns: 100));

        long Left(int turns)
        {
            var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            Run(Options with { MaxTokens = 2 }, [.. Enumerable.Range(0, turns).Select(turn => $"{turn}")]);
            return DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - live;
        }
    }

    [Fact]
    public void A_long_talk_forgets_its_beginning_and_a_question_that_is_too_long_is_said()
    {
        var talk = Run(Options with { MaxTokens = 8 }, [.. Enumerable.Repeat("what is this", 12), new string('x', 130), "/quit", "never"]);
        Assert.Contains("the model has places for 128, of which an answer may take 8 (--max-tokens).\n", talk, StringComparison.Ordinal);
        Assert.Equal(14, talk.Split("[none] > ").Length - 1);
    }

    [Fact]
    public void Without_a_template_each_line_is_a_prompt()
    {
        TinyModel.Write(folder.Path, hasTemplate: false);
        Run(Options with { Data = Written("""{"prompt": "one", "answer": "uno"}"""), Epochs = 1 }, "one");
        Assert.Contains(reporter.Lines, line => line.StartsWith("The folder has no chat template", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/fly", "'/fly' is no command: /help lists them.")]
    [InlineData("/use", "/use takes a name, several with weights (french=0.7 german=0.3), or none. There are no adapters.")]
    [InlineData("/use a=b", "a=b: the weight is no number.")]
    [InlineData("/remove a", "There is no adapter 'a'. There are no adapters.")]
    [InlineData("/load nowhere", "nowhere")]
    [InlineData("/help", "/load FOLDER [NAME]  loads adapters")]
    public void A_command_that_cannot_be_is_said_and_the_talk_goes_on(string command, string message) =>
        Assert.Contains(message, Run(Options with { MaxTokens = 1 }, command, "/list"), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "has no conversations: JSON lines of {\"prompt\": …, \"answer\": …} are needed.")]
    [InlineData("{\"question\": 1}", "line 1, has for prompt the value null: a text is needed.")]
    [InlineData("[1]", "line 1, is no object of JSON.")]
    public void Data_of_another_shape_is_said(string data, string message)
    {
        var error = Assert.Throws<SampleException>(() => Run(Options with { Data = Written(data) }));
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void A_folder_of_another_kind_is_said()
    {
        var config = folder["config.json"];
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"llama\"", "\"bert\"", StringComparison.Ordinal));
        Assert.Contains("has for model_type the value \"bert\"", Assert.Throws<SampleException>(() => Run(Options)).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => Run(Options with { Model = folder["nowhere"] }));
    }

    [Fact]
    public void A_name_that_cannot_be_is_said()
    {
        var error = Assert.Throws<SampleException>(() => Run(Options with { Data = Written(Data), Name = "a.b" }));
        Assert.StartsWith("--name a.b: An adapter cannot be named \"a.b\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_a_training_saves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var stopping = new RecordingReporter { OnStep = stop.Cancel };
        Assert.Throws<OperationCanceledException>(() => new Chat.ChatSample(Options with { Data = Written(Data) }, stopping, TextReader.Null, TextWriter.Null, stop.Token).Run());
        Assert.Empty(Directory.GetFiles(folder["out"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_command_line_needs_a_model_and_says_what_makes_no_sense()
    {
        Assert.Equal("--temperature hot is not a number of at least 0. See --help.", Usage("--model", "m", "--temperature", "hot"));
        Assert.Equal("Option '--model' is required. See --help.", Usage());
        Assert.Equal(
            new TalkOptions { Model = "m", Temperature = 0, Name = "n", Rank = 4 } with { Adapters = [] },
            OptionsParser.Command.Parse(["--model", "m", "--temperature", "0", "--name", "n", "--rank", "4"], TextWriter.Null)! with { Adapters = [] });
    }

    public void Dispose() => folder.Dispose();

    private TalkOptions Options => new() { Model = folder.Path, Output = folder["out"], MaxTokens = 16, Rank = 8, BatchSize = 2, Length = 64, Temperature = 0 };

    private static string Usage(params string[] arguments) =>
        Assert.Throws<Shared.CommandLine.UsageException>(() => OptionsParser.Command.Parse(arguments, TextWriter.Null)).Message;

    private string Written(string data)
    {
        File.WriteAllText(folder["data.jsonl"], data);
        return folder["data.jsonl"];
    }

    // What the talk prints behind its greeting.
    private string Run(TalkOptions options, params string[] lines)
    {
        using var output = new StringWriter { NewLine = "\n" };
        new Chat.ChatSample(options, reporter, new StringReader(string.Join('\n', lines)), output, CancellationToken.None).Run();
        return output.ToString().Split("/help lists the commands.\n", 2)[1];
    }
}
