using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class DyLoraTests
{
    [Theory]
    [InlineData("[DyLora({|LORA401:16|}, 4)]", "The ranks 16 to 4 are in the wrong order: write [DyLora(4, 16)]")]
    [InlineData("[DyLora(maxRank: 4, minRank: {|LORA401:5|})]", "The ranks 5 to 4 are in the wrong order: write [DyLora(4, 5)]")]
    [InlineData("[DyLora({|LORA402:0|}, 4)]", "The least rank is 0: write 1 or more")]
    [InlineData("[DyLora(8, {|LORA403:8|})]", "The range contains only rank 8: write [Lora(8)]")]
    [InlineData("[DyLora({|LORA402:-2|}, -4)]", "The least rank is -2: write 1 or more")]
    public async Task A_wrong_range_is_reported_on_its_argument(string attribute, string message)
    {
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([message], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("[DyLora(16, 4)]")]
    [InlineData("[DyLora(0, 4)]")]
    [InlineData("[DyLora(-2, -4)]")]
    public void A_wrong_range_still_generates_code_that_compiles(string attribute) =>
        GeneratorHarness.Run(Models.WithClassAttribute(attribute));

    [Theory]
    [InlineData("[DyLora(1, 2)]")]
    [InlineData("[DyLora(4, 16)]")]
    public Task A_right_range_is_not_reported(string attribute) =>
        AnalyzerHarness.VerifyNone(Models.WithClassAttribute(attribute));
}
