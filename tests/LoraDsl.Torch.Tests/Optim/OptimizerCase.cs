using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Optim;

/// <summary>Two parameters that descend on Σ cᵢ xᵢ² / 2 + sin xᵢ, beside the same in plain numbers.</summary>
internal sealed class OptimizerCase : IDisposable
{
    private static readonly double[][] Start = [[1.5, -0.7, 0.3], [2.0, -1.0]];
    private static readonly double[][] Curvature = [[1.0, 3.0, 0.5], [0.2, 2.0]];

    public OptimizerCase()
    {
        Parameters = [.. Start.Select(values => new Parameter(tensor(values)))];
        Values = [.. Start.Select(values => (double[])values.Clone())];
    }

    public Parameter[] Parameters { get; }

    public double[][] Values { get; }

    public static double Gradient(int parameter, int element, double x) => (Curvature[parameter][element] * x) + Math.Cos(x);

    public void Backward()
    {
        using var scope = NewDisposeScope();
        foreach (var parameter in Parameters)
            parameter.grad = null;
        for (var i = 0; i < Parameters.Length; i++)
            ((Parameters[i].pow(2) * tensor(Curvature[i]) / 2) + Parameters[i].sin()).sum().backward();
    }

    /// <summary>Makes steps with an optimiser, and with a rule (parameter, element, x, gradient, step) → x.</summary>
    public void Compare(optim.Optimizer optimizer, Func<int, int, double, double, int, double> rule, int steps = 20)
    {
        for (var step = 1; step <= steps; step++)
        {
            Backward();
            optimizer.step();
            for (var p = 0; p < Values.Length; p++)
            {
                for (var i = 0; i < Values[p].Length; i++)
                    Values[p][i] = rule(p, i, Values[p][i], Gradient(p, i, Values[p][i]), step);
                NN.Numbers.AssertClose(Values[p], Parameters[p], 1e-11);
            }
        }
    }

    public void Dispose()
    {
        foreach (var parameter in Parameters)
            parameter.Dispose();
    }
}
