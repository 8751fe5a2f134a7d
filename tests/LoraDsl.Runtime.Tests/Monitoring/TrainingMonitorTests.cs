using LoraDsl.Formats.Runs;
using LoraDsl.Monitoring;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Monitoring;

public sealed class TrainingMonitorTests
{
    [Fact]
    public void A_step_is_recorded_with_its_adapters()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new ScaleTwo(5, 4);
        model.Lora.FreezeBase();
        var monitor = new TrainingMonitor(model.Lora);
        model.forward(randn(3, 5)).square().sum().backward();
        var metrics = monitor.Record(2.5, accuracy: 0.75, learningRate: 1e-3);

        var adapter = Assert.Single(metrics.Adapters);
        var parameters = model.Lora.Model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var (a, b) = (parameters["layer.lora_default.lora_A"], parameters["layer.lora_default.lora_B"]);
        Assert.Equal((1, 2.5, 0.75, 1e-3), (metrics.Step, metrics.Loss, metrics.Accuracy, metrics.LearningRate));
        Assert.Equal(("layer", 3, 27L), (adapter.Path, adapter.Rank, adapter.Parameters));
        Assert.Equal(a.norm().item<float>(), adapter.NormOfA, 6);
        Assert.Equal(0, adapter.NormOfB);
        var both = Math.Sqrt(a.grad!.square().sum().add(b.grad!.square().sum()).item<float>());
        Assert.Equal(both, adapter.GradientNorm!.Value, both * 1e-5);
    }

    [Fact]
    public void Without_gradients_there_is_no_norm_of_them()
    {
        using var model = new ScaleTwo(5, 4);
        Assert.Null(new TrainingMonitor(model.Lora).Record(1).Adapters[0].GradientNorm);
    }

    [Fact]
    public void Only_the_last_steps_are_kept()
    {
        using var model = new ScaleTwo(5, 4);
        var monitor = new TrainingMonitor(model.Lora, capacity: 3);
        for (var step = 0; step < 5; step++)
            monitor.Record(step);
        Assert.Equal([3L, 4L, 5L], monitor.History.Select(metrics => metrics.Step));
        Assert.Equal([4L, 5L], monitor.Report(steps: 2).Steps.Select(metrics => metrics.Step));
    }

    [Fact]
    public void The_report_reads_as_text()
    {
        using var model = new ScaleTwo(5, 4);
        var monitor = new TrainingMonitor(model.Lora);
        Assert.Equal("ScaleTwo: no step was recorded\n", monitor.Report().ToString());
        for (var step = 0; step < 20; step++)
            monitor.Record(0.5, accuracy: 0.25);
        var text = monitor.Report().ToString();
        Assert.StartsWith("ScaleTwo: steps 1 to 20\nloss           0.5000 -> 0.5000, least 0.5000, mean 0.5000\n", text, StringComparison.Ordinal);
        Assert.Contains("layer       3          27", text, StringComparison.Ordinal);
        Assert.EndsWith("- the last 20 losses differ by 0.0e+0 only: the training has converged and can stop\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_are_read_as_they_were_written()
    {
        using var folder = new Checkpoints.TemporaryFolder();
        var path = Path.Combine(folder.Path, "run", "metrics.jsonl");
        using var model = new ScaleTwo(5, 4);
        var monitor = new TrainingMonitor(model.Lora);
        using (var file = RunRecords.Metrics.Append(path))
        {
            monitor.Recorded += file.Write;
            monitor.Record(0.5, accuracy: 0.25, learningRate: 1e-3);
            monitor.Record(double.NaN);
            Assert.Equal(2, RunRecords.Metrics.Read(path).Count);
        }

        var read = RunRecords.Metrics.Read(path);
        Assert.Equal(monitor.History.Select(metrics => metrics with { Adapters = [] }), read.Select(metrics => metrics with { Adapters = [] }));
        Assert.Equal(monitor.History.SelectMany(metrics => metrics.Adapters), read.SelectMany(metrics => metrics.Adapters));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"step\":3,\"lo")]
    public void After_a_crash_the_file_goes_on(string cutShort)
    {
        using var folder = new Checkpoints.TemporaryFolder();
        var path = Path.Combine(folder.Path, "metrics.jsonl");
        using (var file = RunRecords.Metrics.Append(path))
        {
            file.Write(new StepMetrics(1, 1, null, null, 0, []));
            file.Write(new StepMetrics(2, 1, null, null, 0, []));
        }

        File.AppendAllText(path, cutShort);
        Assert.Equal([1L, 2L], RunRecords.Metrics.Read(path).Select(metrics => metrics.Step));
        using (var file = RunRecords.Metrics.Append(path))
            file.Write(new StepMetrics(3, 1, null, null, 0, []));
        Assert.Equal([1L, 2L, 3L], RunRecords.Metrics.Read(path).Select(metrics => metrics.Step));
    }

    [Fact]
    public void A_damaged_line_is_named()
    {
        using var folder = new Checkpoints.TemporaryFolder();
        var path = Path.Combine(folder.Path, "metrics.jsonl");
        File.WriteAllText(path, "{\"step\":1,\"loss\":1,\"seconds\":0,\"adapters\":[]}\nnonsense\n");
        var error = Assert.Throws<InvalidDataException>(() => RunRecords.Metrics.Read(path));
        Assert.Contains("Line 2", error.Message, StringComparison.Ordinal);
    }
}
