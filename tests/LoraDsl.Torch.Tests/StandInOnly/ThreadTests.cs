using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

public sealed class ThreadTests
{
    [Fact]
    public void Threads_compute_fail_and_differentiate_side_by_side()
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(1, 4).Select(number => new Thread(() => Work(number, failures))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Empty(failures);
    }

    [Fact]
    public void Modes_and_errors_belong_to_their_thread()
    {
        using var _ = no_grad();
        var enabled = false;
        var thread = new Thread(() => enabled = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(enabled);
        Assert.False(is_grad_enabled());
    }

    private static void Work(int number, System.Collections.Concurrent.ConcurrentQueue<Exception> failures)
    {
        try
        {
            for (var i = 0; i < 200; i++)
            {
                using var scope = NewDisposeScope();
                var x = full(3, 3, number, dtype: float64, requires_grad: true);
                x.mm(x).sum().backward();
                Assert.Equal(6.0 * number, x.grad![0, 0].item<double>());
                var error = Assert.Throws<ExternalException>(() => x.mm(zeros(number, 1, dtype: float64).repeat(4, 1)));
                Assert.Contains($"3x3 and {4 * number}x1", error.Message);
            }
        }
        catch (Exception failure)
        {
            failures.Enqueue(failure);
        }
    }
}
