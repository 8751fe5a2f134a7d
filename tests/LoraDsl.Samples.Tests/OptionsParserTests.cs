using Digits.CommandLine;
using Shared.CommandLine;
using Shared.Data;

namespace LoraDsl.Samples.Tests;

public sealed class OptionsParserTests
{
    [Fact]
    public void No_options_mean_the_shipped_digits_on_the_cpu() =>
        Assert.Equal(new DemoOptions { Data = DataSet.Digits, Device = "cpu", Seed = 1, Quick = false }, OptionsParser.Parse([]));

    [Fact]
    public void Every_option_is_read()
    {
        var options = OptionsParser.Parse(
            ["--data", "mnist", "--device", "cuda", "--seed", "7", "--quick", "--output", "here", "--json", "rows.json"]);

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
    [InlineData("'--fast' is not an option: --help lists them.", "--fast")]
    [InlineData("'quick' is not an option: --help lists them.", "quick")]
    [InlineData("--seed needs a value: --help says which.", "--seed")]
    [InlineData("--json needs a value: --help says which.", "--json", "--quick")]
    [InlineData("--data letters is not a choice: take digits or mnist.", "--data", "letters")]
    [InlineData("--device tpu is not a choice: take cpu or cuda.", "--device", "tpu")]
    [InlineData("--seed -3 is not a whole number from 0 to 2147483647.", "--seed", "-3")]
    public void What_makes_no_sense_is_named(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => OptionsParser.Parse(arguments)).Message);

    [Fact]
    public void Help_names_every_option()
    {
        string[] options = ["--data", "--device", "--seed", "--quick", "--output", "--json", "--help"];
        Assert.All(options, option => Assert.Contains(option, OptionsParser.Help, StringComparison.Ordinal));
    }
}
