using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Gpu.Exchange;

namespace LoraDsl.Gpu;

/// <summary>The exchange with PEFT in the ordinary test run, where Python has it.</summary>
public sealed class PeftTests
{
    public static TheoryData<string> Names => [.. PeftCheck.All.Select(check => check.Name)];

    [TheoryWithPeft]
    [MemberData(nameof(Names))]
    public void With_PEFT_itself_where_it_is_installed(string name)
    {
        using var worker = new PythonWorker();
        var outcome = PeftCheck.All.Single(check => check.Name == name).Run(worker);
        Assert.Equal(("passed", ""), (outcome.Outcome, outcome.Detail));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TheoryWithPeftAttribute : TheoryAttribute
    {
        public TheoryWithPeftAttribute() => Skip = PeftCheck.WhyNot;
    }
}
