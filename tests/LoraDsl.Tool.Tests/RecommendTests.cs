namespace LoraDsl.Tool.Tests;

public sealed class RecommendTests
{
    private const string Model = """
        {"name": "tiny", "layers": [
          {"name": "q", "type": "query", "in": 512, "out": 512},
          {"name": "k", "type": "key", "in": 512, "out": 512}]}
        """;

    [Fact]
    public void Ranks_are_those_of_the_complexity_and_the_type()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model.json"], Model);
        var answer = ToolRun.Json("recommend", folder["model.json"], "--complexity", "complex");

        // 16 · 2.0 · 1.2 and 16 · 2.0 · 1.0.
        Assert.Equal([38, 32], answer.GetProperty("ranks").EnumerateArray().Select(rank => rank.Whole("rank")));
    }

    [Fact]
    public void Memory_lowers_them()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model.json"], Model);

        // A tenth of 5 MB is 500,000 bytes: 31,250 values of 16 bytes, or 30 ranks of 1,024 values.
        var answer = ToolRun.Json("recommend", folder["model.json"], "--complexity", "complex", "--memory-gb", "0.005");
        Assert.Equal(30, answer.GetProperty("ranks").EnumerateArray().Sum(rank => rank.Whole("rank")));
        Assert.Contains("tiny: 30 ranks", ToolRun.Lora("recommend", folder["model.json"], "--complexity", "complex", "--memory-gb", "0.005").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_values_are_one_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["model.json"], Model);
        File.WriteAllText(folder["broken.json"], Model.Replace("\"key\"", "\"kee\"", StringComparison.Ordinal));
        Assert.Contains("--memory-gb", ToolRun.Failure(1, "recommend", folder["model.json"], "--memory-gb", "-1"), StringComparison.Ordinal);
        Assert.Contains("broken.json", ToolRun.Failure(1, "recommend", folder["broken.json"]), StringComparison.Ordinal);
        ToolRun.Failure(2, "recommend", folder["model.json"], "--complexity", "huge");
    }
}
