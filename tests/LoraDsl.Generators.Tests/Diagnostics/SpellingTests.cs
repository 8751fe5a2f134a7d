using LoraDsl.Generators.Validation;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class SpellingTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "rank", 4)]
    [InlineData("Adaptive", "adaptive", 0)]
    [InlineData("adaptve", "adaptive", 1)]
    [InlineData("adpative", "adaptive", 1)]
    [InlineData("adoptivve", "adaptive", 2)]
    [InlineData("kitten", "sitting", 3)]
    public void The_distance_counts_letters_and_swaps(string left, string right, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(left, right));
        Assert.Equal(distance, Spelling.Distance(right, left));
    }
}
