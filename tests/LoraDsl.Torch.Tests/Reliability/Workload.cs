using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>
/// Mixed operations on a pool of tensors whose members are disposed, left to the collector, put into scopes and taken out of them as
/// a seed says. Every result is compared with the same in plain numbers, so that a tensor that is freed too early is seen.
/// </summary>
internal sealed class Workload(int seed)
{
    private const int PoolSize = 20;
    private const int Side = 4;

    private readonly Random random = new(seed);
    private readonly List<(Tensor Tensor, float Value)> pool = [];

    /// <summary>Runs, and leaves nothing behind but what the collector still has to find.</summary>
    public void Run(int operations)
    {
        while (operations > 0)
        {
            var batch = Math.Min(operations, random.Next(1, 40));
            operations -= batch;
            if (random.Next(2) == 0)
            {
                Batch(batch);
                continue;
            }

            using var scope = NewDisposeScope();
            Batch(batch);
            foreach (var (tensor, _) in pool)
                tensor.DetachFromDisposeScope();
        }

        foreach (var (tensor, _) in pool)
            tensor.Dispose();
        pool.Clear();
    }

    private void Batch(int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            var (tensor, value) = Operate();
            if (MathF.Abs(value) > 1e4f)
            {
                tensor.Dispose();
                (tensor, value) = Fresh();
            }

            Check(tensor, value);
            Put(tensor, value);
        }
    }

    // A tensor whose elements are all the same number: what an operator makes of it is one number too.
    private (Tensor Tensor, float Value) Operate()
    {
        var (a, x) = Take();
        var (b, y) = Take();
        switch (random.Next(10))
        {
            case 0: return (a + b, x + y);
            case 1: return (a * 0.5, x * 0.5f);
            case 2: return (a.mm(b), x * y * Side);
            case 3: return (a.reshape(-1)[2..6].sum().expand(Side, Side).clone(), 4 * x);
            case 4: return (cat([a, b], 0).narrow(0, Side, Side), y);
            case 5: return (nn.functional.linear(a, b) - x, (x * y * Side) - x);
            case 6: return (a.maximum(b).t(), Math.Max(x, y));
            case 7: return (Gradient(a, b), y * Side);
            case 8: return (a.relu().chunk(2)[1].repeat(2, 1), Math.Max(x, 0));
            default: return Fresh();
        }
    }

    private static Tensor Gradient(Tensor a, Tensor b)
    {
        using var leaf = new Parameter(a.detach().clone());
        leaf.mm(b).sum().backward();
        return leaf.grad!;
    }

    private (Tensor Tensor, float Value) Fresh()
    {
        var value = random.Next(-4, 5);
        return (full(Side, Side, (float)value), value);
    }

    private (Tensor Tensor, float Value) Take() => pool.Count == 0 ? Fresh() : pool[random.Next(pool.Count)];

    private void Put(Tensor tensor, float value)
    {
        if (pool.Count < PoolSize)
        {
            pool.Add((tensor, value));
            return;
        }

        var place = random.Next(PoolSize);
        if (random.Next(2) == 0)
            pool[place].Tensor.Dispose();
        pool[place] = (tensor, value);
    }

    private static void Check(Tensor tensor, float value)
    {
        using var distance = (tensor - value).abs().max();
        if (!(distance.item<float>() <= 1e-3f * (1 + MathF.Abs(value))))
            throw new InvalidOperationException($"A tensor should hold {value}, but holds {tensor}.");
    }
}
