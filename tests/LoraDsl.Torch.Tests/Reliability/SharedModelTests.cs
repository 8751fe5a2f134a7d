using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>One model, several threads.</summary>
public sealed class SharedModelTests
{
    private const int Threads = 4;

    [Fact]
    public void Threads_that_share_a_model_get_what_one_thread_gets()
    {
        using var outer = NewDisposeScope();
        random.manual_seed(1);
        using var model = nn.Sequential(nn.Linear(6, 16), nn.LayerNorm(16), nn.GELU(), nn.Linear(16, 3));
        Tensor[] inputs = [.. Enumerable.Range(0, Threads).Select(_ => randn(8, 6))];
        Tensor[] alone = [.. inputs.Select(input => model.forward(input).detach())];
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, number =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var scope = NewDisposeScope();
                using var untracked = i % 2 == 0 ? no_grad() : enable_grad();
                Assert.True(model.forward(inputs[number]).allclose(alone[number]));
            }
        });
    }

    [Fact]
    public void Threads_that_differentiate_through_shared_weights_add_up_all_gradients()
    {
        using var outer = NewDisposeScope();
        const int Steps = 100;
        var shared = new Parameter(ones(3, 3, dtype: float64));
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ =>
        {
            for (var i = 0; i < Steps; i++)
            {
                using var scope = NewDisposeScope();
                var own = autograd.grad([(shared * 2).sum()], [shared])[0];
                Assert.Equal(18, own.sum().item<double>());
                (shared * 2).sum().backward();
            }
        });
        Assert.Equal(2.0 * Threads * Steps, shared.grad![0, 0].item<double>());
    }

    [Fact]
    public void Threads_that_train_models_of_their_own_get_what_one_thread_gets()
    {
        double[] alone = [.. Enumerable.Range(0, Threads).Select(Train)];
        var together = new double[Threads];
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, number => together[number] = Train(number));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_tensor_that_one_thread_made_is_disposed_by_another_and_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var made = ones(2);
        var thread = new Thread(made.Dispose);
        thread.Start();
        thread.Join();
        Assert.True(made.IsInvalid);
        Assert.Equal(0, scope.DisposablesCount);
    }

    private static double Train(int number)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)number + 1);
        Parameter weight = new(randn(4, 3, dtype: float64, generator: generator));
        var input = randn(16, 4, dtype: float64, generator: generator);
        var target = randn(16, 3, dtype: float64, generator: generator);
        using var optimizer = optim.AdamW([weight], 0.05);
        for (var step = 0; step < 50; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.mse_loss(input.mm(weight), target).backward();
            optimizer.step();
        }

        return weight.sum().item<double>();
    }
}
