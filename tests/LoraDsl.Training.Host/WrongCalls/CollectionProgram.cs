using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>
/// Backward passes without a dispose scope while another thread collects: what a backward pass hands to libtorch must not be freed before
/// it is taken. Forward passes have a scope, since TorchSharp's own calls do not keep their arguments alive. Every gradient is compared with
/// the first one.
/// </summary>
internal static class CollectionProgram
{
    public static int Run(string name, int count)
    {
        manual_seed(1);
        var subject = Subject.Create(name);
        subject.Model.eval();
        var batch = subject.Batch();
        subject.Optimizer.zero_grad();
        var trained = subject.Optimizer.parameters().ToList();
        var expected = Gradients(subject, trained, batch);

        using var end = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!end.IsCancellationRequested)
                GC.Collect();
        });
        collector.Start();
        var wrong = 0;
        for (var round = 0; round < count; round++)
        {
            var gradients = Gradients(subject, trained, batch);
            if (!gradients.Zip(expected).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
                wrong++;
        }

        end.Cancel();
        collector.Join();
        Console.WriteLine($"end {count} passes, {wrong} wrong");
        return wrong == 0 ? 0 : 1;
    }

    private static List<float[]> Gradients(Subject subject, IReadOnlyList<TorchSharp.Modules.Parameter> trained, Tensor batch)
    {
        foreach (var parameter in trained)
            parameter.grad = null;
        Tensor loss;
        using (NewDisposeScope())
            loss = subject.Loss(batch).DetachFromDisposeScope();
        loss.backward();
        GC.KeepAlive(loss);
        return [.. trained.Select(parameter => parameter.grad is { } gradient ? Values(gradient) : [])];
    }

    // TorchSharp reads a tensor's memory without keeping the tensor: a collection meanwhile would free it.
    private static float[] Values(Tensor tensor)
    {
        var values = tensor.data<float>().ToArray();
        GC.KeepAlive(tensor);
        return values;
    }
}
