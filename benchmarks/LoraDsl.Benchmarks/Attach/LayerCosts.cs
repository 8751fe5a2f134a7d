using System.Diagnostics;
using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Optimization;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Attach;

/// <summary>A layer's share of an operation.</summary>
/// <param name="Seconds">Of the time.</param>
/// <param name="Bytes">Of what was allocated on the managed heap.</param>
internal readonly record struct LayerCost(double Seconds, double Bytes);

/// <summary>What is done with whole models, operation by operation.</summary>
internal sealed class LayerCosts
{
    /// <summary>The operations, in the order in which they are measured.</summary>
    public static readonly string[] Operations =
    [
        "construct frozen", "freeze frozen", "construct and attach", "names", "freeze", "allocate", "optimizer", "step", "shrink all", "merge", "save", "load",
    ];

    private readonly List<LayerCost> costs = [];
    private readonly int layers;

    private LayerCosts(int layers) => this.layers = layers;

    /// <summary>Measures models that live at the same time.</summary>
    /// <param name="models">How many.</param>
    /// <param name="layers">Layers of each.</param>
    public static List<LayerCost> Measure(int models, int layers)
    {
        var measured = new LayerCosts(models * layers);
        measured.Frozen(models, layers);
        measured.Adapted(models, layers);
        return measured.costs;
    }

    private void Frozen(int models, int size)
    {
        var frozen = Made(models, () => new ManyFrozenLayers(size));
        Each(frozen, model =>
        {
            foreach (var parameter in model.parameters())
                parameter.requires_grad = false;
        });
        Free(frozen);
    }

    private void Adapted(int models, int size)
    {
        var folder = Directory.CreateTempSubdirectory("loradsl-attach");
        try
        {
            var adapted = Made(models, () => new ManyLayers(size));
            Each(adapted, model => _ = model.Lora.Named().Count());
            Each(adapted, model => model.Lora.FreezeBase());
            Each(adapted, model => model.Lora.AllocateRanksEvenly());
            var made = new Queue<ManyLayers>(adapted);
            var optimizers = Made(models, () => made.Dequeue().Lora.Optimizer(parameters => optim.AdamW(parameters)));
            Each(optimizers, optimizer => optimizer.step());
            made = new Queue<ManyLayers>(adapted);
            Each(optimizers, optimizer => Shrink(made.Dequeue().Lora, optimizer));
            Each(adapted, model =>
            {
                model.Lora.Merge();
                model.Lora.Unmerge();
            });
            Each(adapted, model => model.Lora.Save(folder.FullName));
            Each(adapted, model => model.Lora.Load(folder.FullName));
            Free(optimizers);
            Free(adapted);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Shrink(AdapterSet set, LoraOptimizer optimizer)
    {
        foreach (var (_, adapter) in set.Named())
            optimizer.Resize((AdaptiveLoraAdapter)adapter, 1);
    }

    private T[] Made<T>(int count, Func<T> make)
    {
        var made = new T[count];
        Each(Enumerable.Range(0, count), index => made[index] = make());
        return made;
    }

    private void Each<T>(IEnumerable<T> all, Action<T> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (start, bytes) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        foreach (var one in all)
            work(one);
        costs.Add(new LayerCost(
            Stopwatch.GetElapsedTime(start).TotalSeconds / layers, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / layers));
    }

    private static void Free(IEnumerable<IDisposable> all)
    {
        foreach (var one in all)
            one.Dispose();
    }
}
