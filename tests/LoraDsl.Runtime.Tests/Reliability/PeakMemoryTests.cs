using System.Globalization;

namespace LoraDsl.Runtime.Tests.Reliability;

/// <summary>Peaks of resident memory, each of a process of its own.</summary>
public sealed class PeakMemoryTests
{
    private const long Activation = 16_384 * 64 * sizeof(float);
    private const long Weight = 1024 * 1024 * sizeof(float);

    [FactOnLinux]
    public async Task More_recomputed_blocks_cost_a_step_their_inputs_alone()
    {
        var (few, many, plain) = (await Peak("recompute", 2), await Peak("recompute", 10), await Peak("plain", 10));

        // Eight inputs more, beside what the allocator and the collector leave behind.
        Assert.InRange(many - few, 4 * Activation, 11 * Activation);
        Assert.True(plain > 1.4 * many, $"{plain} bytes plainly, {many} recomputed");
    }

    [FactOnLinux]
    public async Task A_step_of_LoRS_holds_one_masked_weight_however_many_layers_there_are()
    {
        var (few, many) = (await Peak("lors", 2), await Peak("lors", 8));
        Assert.True(many - few < 2 * Weight, $"{many - few} bytes more for six more layers; a weight has {Weight}.");
    }

    [FactOnLinux]
    public async Task A_loss_that_is_left_to_the_collector_keeps_nothing_that_LoRS_saved()
    {
        // Three steps, each of which leaves its graph behind; what each saved would be four inputs.
        const long Input = 4096 * 1024 * sizeof(float);
        var peak = await Peak("lors unscoped", 4);
        Assert.True(peak < 9 * Input, $"{peak} bytes; an input has {Input}.");
    }

    [TheoryOnLinux]
    [InlineData("gradient norm")]
    [InlineData("Taylor")]
    [InlineData("Hessian")]
    [InlineData("ablation")]
    public async Task More_layers_cost_a_measure_of_importance_no_further_memory_of_the_size_of_a_weight(string measure)
    {
        var (few, many) = (await Peak(measure, 2), await Peak(measure, 8));
        Assert.True(many - few < 2 * Weight, $"{many - few} bytes more for six more layers; a weight has {Weight}.");
    }

    private static async Task<long> Peak(string work, int depth)
    {
        var process = await HostProcess.RunWithReturnedMemory("peak", work, depth);
        Assert.True(process.ExitCode == 0, process.Errors);
        return long.Parse(process.Output, CultureInfo.InvariantCulture);
    }

    private sealed class FactOnLinuxAttribute : FactAttribute
    {
        public FactOnLinuxAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Linux alone tells a process's peak";
    }

    private sealed class TheoryOnLinuxAttribute : TheoryAttribute
    {
        public TheoryOnLinuxAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Linux alone tells a process's peak";
    }
}
