using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>Tensors live exactly as long as they are needed, whoever disposes, collects or runs beside.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void A_hundred_thousand_mixed_operations_under_random_disposal_leave_no_tensor_behind()
    {
        new Workload(1).Run(100);
        Memory.Settle();
        var before = Diagnostics.LiveTensors;
        new Workload(20261124).Run(100_000);
        Memory.Settle();
        Assert.Equal(before, Diagnostics.LiveTensors);
    }

    [Fact]
    public void Operations_under_constant_collections_on_several_threads_compute_what_they_should()
    {
        Memory.Settle();
        var before = Diagnostics.LiveTensors;
        Stress.Run(threads: 4, operations: 2_500, seed: 5);
        Memory.Settle();
        Assert.Equal(before, Diagnostics.LiveTensors);
    }

    [Fact]
    public void A_finalizer_never_frees_a_tensor_that_an_operator_is_using()
    {
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            // The arguments have no other reference than the call itself.
            for (var i = 0; i < 300; i++)
            {
                using var product = ones(128, 128).mm(ones(128, 128));
                using var sum = product.sum();
                Assert.Equal(128f * 128 * 128, sum.item<float>());
                using var joined = cat([full(500, 2f), full(500, 3f)], 0);
                using var total = joined.sum();
                Assert.Equal(2500f, total.item<float>());
                Assert.Equal(1000, ones(10, 100).numel());
            }
        }
        finally
        {
            done.Cancel();
            collector.Join();
        }
    }
}
