namespace LoraDsl.Packaging.Tests;

/// <summary>The packages as a user meets them.</summary>
[Collection(nameof(Packages))]
public sealed class ConsumerTests(ConsumerProject consumer)
{
    [Fact]
    public void A_wrong_rank_fails_the_build_with_its_diagnostic()
    {
        var (code, output) = consumer.Dotnet("build", "-p:WrongRank=true", Offline());
        Assert.NotEqual(0, code);
        Assert.Contains("Model.cs(9,11): error LORA201", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_annotated_class_runs_and_its_trimmed_single_file_answers_the_same()
    {
        Command.Require(consumer.Dotnet("build", Offline()));
        var built = Path.Combine(consumer.Project, "bin", "Release", "net10.0", "Consumer.dll");
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(built)!, "Spectre.Console.dll")));
        string Untrimmed(params IReadOnlyList<string> arguments) =>
            Command.Require(Command.Dotnet(consumer.Project, [built, .. arguments])).Trim();

        // Without adapters 3·(1 + 2 + 3). With them the first layer gives (1 + s·r)·6 = 30 at s = 4/2, r = 2, and the second,
        // whose s is 1, three times that times 1 + r = 3.
        Assert.Equal("18 18\n270 270", Untrimmed("ones"));

        var adapter = Path.Combine(consumer.Project, "adapter");
        var saved = Untrimmed("save", adapter);
        Assert.NotEqual("18 18", saved);
        Assert.Equal(saved, Untrimmed("load", adapter));

        var published = Path.Combine(consumer.Project, "published");
        var output = Command.Require(consumer.Dotnet(
            "publish", "-r", ConsumerProject.RuntimeIdentifier, "--self-contained", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true",
            "-o", published));
        Assert.DoesNotContain("warning IL", LinesAbout("LoraDsl", output), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(published, "LoraDsl.Runtime.dll")));
        var program = Path.Combine(published, "Consumer");
        Assert.Equal(saved, Command.Require(Command.Run(program, consumer.Project, "load", adapter)).Trim());

        // The file is a program of this size only when it was trimmed: untrimmed, the runtime alone has more.
        Assert.InRange(new FileInfo(program).Length, 1, 40_000_000);
    }

    [Fact]
    public void The_tool_installs_from_the_folder_of_packages_and_reads_what_the_consumer_saved()
    {
        Command.Require(consumer.Dotnet("build", Offline()));
        var adapter = Path.Combine(consumer.Project, "for-the-tool");
        Command.Require(Command.Dotnet(consumer.Project, Path.Combine("bin", "Release", "net10.0", "Consumer.dll"), "save", adapter));

        var folder = Path.Combine(consumer.Project, "tools");
        Command.Require(Command.Dotnet(consumer.Project, "tool", "install", "LoraDsl.Tool", "--version", ConsumerProject.Version, "--tool-path", folder));
        var answer = Command.Require(Command.Run(Path.Combine(folder, "lora"), consumer.Project, "inspect", adapter));
        Assert.Contains("LORA of 2 layers", answer, StringComparison.Ordinal);
        Assert.Equal(1, Command.Run(Path.Combine(folder, "lora"), consumer.Project, "inspect", folder).Code);
    }

    /// <summary>A build needs nothing but the feed and what the machine has.</summary>
    private string Offline() => $"-p:RestoreSources={consumer.Feed}";

    private static string LinesAbout(string assembly, string output) =>
        string.Join('\n', output.Split('\n').Where(line => line.Contains($"'{assembly}", StringComparison.Ordinal)));
}
