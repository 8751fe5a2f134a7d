namespace LoraDsl.Tool.Tests;

public sealed class ReportTests
{
    [Fact]
    public void The_page_of_a_run_is_written_and_named()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run"]);
        File.WriteAllText(Path.Combine(folder["run"], "run.json"), """{"name": "tiny", "model": "Net", "started": "2026-01-02T03:04:05+00:00", "base_parameters": 10, "adapters": [], "settings": {}}""");
        File.WriteAllText(Path.Combine(folder["run"], "metrics.jsonl"), """{"step": 1, "loss": 2.5, "seconds": 0.1, "adapters": []}""" + "\n");
        var page = ToolRun.Json("report", folder["run"]).GetProperty("page").GetString()!;
        Assert.Equal(Path.Combine(folder["run"], "report.html"), page);
        Assert.Contains("tiny", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal(page, ToolRun.Lora("report", folder["run"]).Output.Trim());
    }

    [Fact]
    public void A_folder_that_is_no_run_is_one_line() =>
        Assert.Contains("is no folder", ToolRun.Failure(1, "report", "/nowhere/at/all"), StringComparison.Ordinal);
}
