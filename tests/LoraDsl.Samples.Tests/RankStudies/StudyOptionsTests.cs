using RankStudy.CommandLine;
using RankStudy.Plans;
using Shared.CommandLine;

namespace LoraDsl.Samples.Tests.RankStudies;

public sealed class StudyOptionsTests
{
    [Fact]
    public void Every_option_is_read()
    {
        var options = OptionsParser.Command.Parse(
            ["--plan", "tiny", "--workers", "3", "--output", "here", "--report", "study.md", "--no-times", "--tables"], TextWriter.Null);

        var expected = new StudyOptions
        {
            Plan = StudyPlan.Tiny,
            Workers = 3,
            Output = "here",
            Report = "study.md",
            TimesRuns = false,
            TablesOnly = true,
        };
        Assert.Equal(expected, options);
    }

    [Theory]
    [InlineData("Unrecognized command or argument '--fast'.", "--fast")]
    [InlineData("Required argument missing for option: '--plan'.", "--plan")]
    [InlineData("--plan huge is not a choice: take full or tiny.", "--plan", "huge")]
    [InlineData("--workers 0 is not a whole number from 1 to 2147483647.", "--workers", "0")]
    public void What_makes_no_sense_is_named(string message, params string[] arguments) =>
        Assert.Equal($"{message} See --help.", Assert.Throws<UsageException>(() => OptionsParser.Command.Parse(arguments, TextWriter.Null)).Message);
}
