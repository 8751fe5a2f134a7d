using RankStudy.CommandLine;
using RankStudy.Plans;
using Shared.CommandLine;

namespace LoraDsl.Samples.Tests.RankStudies;

public sealed class StudyOptionsTests
{
    [Fact]
    public void Every_option_is_read()
    {
        var options = OptionsParser.Parse(
            ["--plan", "tiny", "--workers", "3", "--output", "here", "--report", "study.md", "--no-times", "--tables"]);

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
    [InlineData("'--fast' is not an option: --help lists them.", "--fast")]
    [InlineData("--plan needs a value: --help says which.", "--plan")]
    [InlineData("--plan huge is not a choice: take full or tiny.", "--plan", "huge")]
    [InlineData("--workers 0 is not a whole number above 0.", "--workers", "0")]
    public void What_makes_no_sense_is_named(string message, params string[] arguments) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => OptionsParser.Parse(arguments)).Message);
}
