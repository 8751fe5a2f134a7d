using static TorchSharp.torch;

namespace LoraDsl.Gpu;

/// <summary>The checks in the ordinary test run: on the processor always, on a GPU where there is one.</summary>
public sealed class DeviceTests
{
    public static TheoryData<string> Names => [.. DeviceCheck.All.Where(check => !check.NeedsGpu).Select(check => check.Name)];

    public static TheoryData<string> GpuNames => [.. DeviceCheck.All.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void On_the_processor(string name) => AssertPasses(name, CPU);

    [TheoryWithGpu]
    [MemberData(nameof(GpuNames))]
    public void On_a_gpu_where_there_is_one(string name) => AssertPasses(name, CUDA);

    private static void AssertPasses(string name, Device device)
    {
        var outcome = DeviceCheck.All.Single(check => check.Name == name).RunOn(device);
        Assert.Equal(("passed", ""), (outcome.Outcome, outcome.Detail));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TheoryWithGpuAttribute : TheoryAttribute
    {
        public TheoryWithGpuAttribute()
        {
            if (!cuda.is_available())
                Skip = "libtorch finds no CUDA device here: eng/gpu-check.sh runs this on a machine that has one";
        }
    }
}
