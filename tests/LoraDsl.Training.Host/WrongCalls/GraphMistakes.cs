using static TorchSharp.torch;

namespace LoraDsl.Training.Host;

/// <summary>Graphs that are used wrongly.</summary>
internal static class GraphMistakes
{
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("graph: an output that no loss uses", (subject, random) =>
        {
            if (subject.Model is GroupNet group)
                group.Used = random.Next(1, 3);
            var first = subject.Model.forward(subject.Batch());
            subject.Loss(subject.Batch()).backward();
            GC.KeepAlive(first);
        }),
        new("graph: backward twice", (subject, _) =>
        {
            var loss = subject.Loss(subject.Batch());
            loss.backward();
            loss.backward();
        }),
        new("graph: kept, then twice", (subject, _) =>
        {
            var loss = subject.Loss(subject.Batch());
            autograd.backward([loss], null, retain_graph: true);
            autograd.backward([loss], null);
        }),
        new("graph: gradient of another shape", (subject, random) =>
            subject.Model.forward(subject.Batch()).backward([randn(random.Next(1, 7))])),
        new("graph: gradient of another type", (subject, _) => Backward(subject, output => ones_like(output, ScalarType.Float64))),
        new("graph: gradient of whole numbers", (subject, _) => Backward(subject, output => ones_like(output, ScalarType.Int64))),
        new("graph: gradient on meta", (subject, _) => Backward(subject, output => zeros(output.shape, device: device("meta")))),
        new("graph: gradient disposed", (subject, _) => Backward(subject, output =>
        {
            var gradient = ones_like(output);
            gradient.Dispose();
            return gradient;
        })),
        new("graph: gradient expanded", (subject, _) => Backward(subject, output => ones(1).expand(output.shape))),
        new("graph: gradient with a graph", (subject, _) => Backward(subject, output => ones_like(output).requires_grad_().mul(2))),
        new("graph: no gradient from downstream", (subject, _) => Nothing.apply(subject.Model.forward(subject.Batch())).sum().backward()),
        new("graph: no gradient for a part", (subject, _) =>
        {
            var output = subject.Model.forward(subject.Batch());
            (Nothing.apply(output).sum() + output.sum()).backward();
        }),
        new("graph: second derivative", (subject, _) =>
        {
            var batch = subject.Model is KindsNet ? subject.Batch() : subject.Batch().requires_grad_();
            subject.Optimizer.zero_grad();
            autograd.backward([subject.Loss(batch)], null, create_graph: true);
            var gradients = subject.Optimizer.parameters().Select(parameter => parameter.grad).Where(gradient => gradient is { requires_grad: true }).ToList();
            subject.Optimizer.zero_grad();
            gradients.Select(gradient => gradient!.square().sum()).Aggregate((sum, part) => sum + part).backward();
        }),
        new("graph: third derivative", (subject, _) =>
        {
            var batch = subject.Model is KindsNet ? subject.Batch() : subject.Batch().requires_grad_();
            var value = subject.Loss(batch);
            for (var order = 0; order < 3; order++)
            {
                subject.Optimizer.zero_grad();
                autograd.backward([value], null, create_graph: order < 2);
                var gradients = subject.Optimizer.parameters().Select(parameter => parameter.grad).Where(gradient => gradient is { requires_grad: true }).ToList();
                if (gradients.Count == 0)
                    return;
                value = gradients.Select(gradient => gradient!.square().sum()).Aggregate((sum, part) => sum + part);
            }
        }),
        new("graph: backward on another thread", (subject, _) =>
        {
            var loss = subject.Loss(subject.Batch());
            Exception? error = null;
            var thread = new Thread(() => error = Caught(loss.backward));
            thread.Start();
            thread.Join();
            if (error is not null)
                throw error;
        }),
        new("graph: collected in between", (subject, _) =>
        {
            var loss = subject.Loss(subject.Batch());
            GC.Collect();
            GC.WaitForPendingFinalizers();
            loss.backward();
        }),
        new("graph: output disposed", (subject, _) =>
        {
            var output = subject.Model.forward(subject.Batch());
            var loss = output.square().mean();
            output.Dispose();
            loss.backward();
        }),
        new("graph: scope ended before backward", (subject, _) =>
        {
            Tensor loss;
            using (NewDisposeScope())
                loss = subject.Loss(subject.Batch()).MoveToOuterDisposeScope();
            loss.backward();
        }),
        new("graph: output changed in place", (subject, random) =>
        {
            var output = subject.Model.forward(subject.Batch());
            var loss = random.Next(2) == 0 ? output.relu_().sum() : output.square().sum();
            output.add_(1);
            loss.backward();
        }),
    ];

    private static Exception? Caught(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private static void Backward(Subject subject, Func<Tensor, Tensor> gradient)
    {
        var output = subject.Model.forward(subject.Batch());
        output.backward([gradient(output)]);
    }

    /// <summary>Passes its input on, and no gradient back.</summary>
    private sealed class Nothing : autograd.SingleTensorFunction<Nothing>
    {
        public override string Name => nameof(Nothing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [null!];
    }
}
