using Digits;
using Digits.CommandLine;
using Digits.Training;
using Shared;
using Shared.Training;
using static TorchSharp.torch;

namespace LoraDsl.Samples.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Stopping_leaves_nothing_half_written()
    {
        using var stop = new CancellationTokenSource();
        var reporter = new RecordingReporter { OnStep = stop.Cancel };
        var options = new DemoOptions { Quick = true, Output = folder.Path, Json = folder["rows.json"] };

        Assert.Throws<OperationCanceledException>(() => new Demo(options, reporter, stop.Token).Run());

        Assert.Equal(["pre-training, upright"], reporter.Trainings);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Without_a_gpu_the_cuda_device_is_refused_with_the_way_out()
    {
        var options = new DemoOptions { Quick = true, Device = "cuda", Output = folder.Path };
        using var stop = new CancellationTokenSource();
        var reporter = new RecordingReporter { OnStep = stop.Cancel };

        var error = Record.Exception(() => new Demo(options, reporter, stop.Token).Run());

        if (cuda.is_available())
            Assert.IsType<OperationCanceledException>(error);
        else
            Assert.Contains("Take --device cpu", Assert.IsType<SampleException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_is_trained_anew()
    {
        var options = new DemoOptions { Quick = true, Output = folder.Path };
        var plan = DemoPlan.For(options);
        File.WriteAllText(new BaseModel(plan.BaseSettings(options), options.Output).CheckpointPath, "damaged");
        using var stop = new CancellationTokenSource();
        var reporter = new RecordingReporter { OnStep = stop.Cancel };

        Assert.Throws<OperationCanceledException>(() => new Demo(options, reporter, stop.Token).Run());

        Assert.Equal(["pre-training, upright"], reporter.Trainings);
        Assert.Contains(reporter.Lines, line => line.EndsWith("the base is trained anew.", StringComparison.Ordinal));
    }
}
