using LoraDsl.Importance;
using LoraDsl.Training.Host.Peaks;
using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>
/// The peak of resident memory of some work above what its model and inputs take: VmHWM of this process, which has to run with a small
/// MALLOC_MMAP_THRESHOLD_, so that what is freed returns to the system.
/// </summary>
internal static class PeakProgram
{
    public static int Run(string work, int depth)
    {
        const int Steps = 3;
        random.manual_seed(1);
        using var scope = NewDisposeScope();
        var step = Work(work, depth);
        step();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = PeakBytes();
        for (var index = 0; index < Steps; index++)
            step();
        Console.WriteLine(PeakBytes() - before);
        return 0;
    }

    private static Action Work(string work, int depth)
    {
        switch (work)
        {
            case "plain" or "recompute":
                var blocks = new DeepNet(depth, work == "recompute");
                blocks.Lora.FreezeBase();
                var rows = randn(DeepNet.Rows, DeepNet.Width);
                return () => Step(blocks, rows);
            case "lors":
                var sparse = new SparseStack(depth);
                sparse.Lora.FreezeBase();
                var input = randn(4, SparseStack.Width);
                return () => Step(sparse, input);
            case "lors unscoped":
                var tall = new SparseStack(depth);
                tall.Lora.FreezeBase();
                var tokens = randn(SparseStack.Rows, SparseStack.Width);
                return () => UnscopedStep(tall, tokens);
            default:
                var measured = new MeasuredStack(depth);
                measured.Lora.FreezeBase();
                var x = randn(1, MeasuredStack.Width);
                IImportanceMeasure measure = work switch
                {
                    "gradient norm" => new GradientNorm(MatrixNorm.L1),
                    "Taylor" => new TaylorImportance(),
                    "Hessian" => new HessianImportance(steps: 4),
                    "ablation" => new AblationImportance(),
                    _ => throw new ArgumentException($"There is no work '{work}'."),
                };
                return () => measure.Measure(measured, [.. measured.Lora.Named()], [() => measured.forward(x).square().mean()]);
        }
    }

    private static void Step(nn.Module<Tensor, Tensor> model, Tensor input)
    {
        using var step = NewDisposeScope();
        model.zero_grad();
        model.forward(input).square().mean().backward();
    }

    // As in a loop without a dispose scope: the loss, and with it its graph, is left to the garbage collector.
    private static void UnscopedStep(nn.Module<Tensor, Tensor> model, Tensor input)
    {
        model.zero_grad();
        Tensor loss;
        using (NewDisposeScope())
            loss = model.forward(input).square().mean().DetachFromDisposeScope();
        loss.backward();
    }

    private static long PeakBytes()
    {
        const string Field = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) * 1024;
    }
}
