namespace LoraDsl.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("Unrecognized command or argument 'inspekt'", "inspekt")]
    [InlineData("Option '--rank' is required. See lora trim --help.", "trim", "a", "b")]
    [InlineData("Required argument 'ADAPTER' missing", "inspect")]
    [InlineData("See lora --help.")]
    public void A_wrong_command_line_is_one_line_and_2(string expected, params string[] arguments) =>
        Assert.Contains(expected, ToolRun.Failure(2, arguments), StringComparison.Ordinal);

    [Fact]
    public void Help_says_what_the_exit_codes_mean_and_lists_the_commands()
    {
        var (code, output, _) = ToolRun.Lora("--help");
        Assert.Equal(0, code);
        Assert.Contains("Exit codes: 0 done; 1 ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Examples:", output, StringComparison.Ordinal);
        foreach (var command in Commands)
            Assert.Contains($"\n  {command} ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_of_every_command_has_examples_of_it()
    {
        foreach (var command in Commands)
        {
            var (code, output, _) = ToolRun.Lora(command, "--help");
            Assert.Equal(0, code);
            Assert.Contains($"Examples:\n  lora {command} ", output, StringComparison.Ordinal);
            Assert.Contains("--json", output, StringComparison.Ordinal);
        }
    }

    private static readonly string[] Commands = ["inspect", "analyze", "recommend", "merge", "trim", "combine", "compare", "report"];
}
