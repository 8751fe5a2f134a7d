using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.Optim;

public class TrainingTests
{
    [Fact]
    public void Ten_thousand_steps_leave_no_tensor_behind_and_reach_the_target()
    {
        random.manual_seed(6);
        using var model = Sequential(Linear(4, 8), GELU(), Linear(8, 1));
        using var loss = MSELoss();
        using var optimizer = optim.AdamW(model.parameters(), lr: 1e-2, weight_decay: 1e-3);
        using var input = randn(16, 4);
        using var target = input.sum(1, keepdim: true).sin();

        var first = Steps(1);
        Collect();
        var living = Tensor.TotalCount;
        var last = Steps(10_000);
        Collect();
        Assert.Equal(living, Tensor.TotalCount);
        Assert.True(last < first / 10, $"the loss went from {first} to {last}");

        double Steps(int count)
        {
            var value = 0.0;
            for (var i = 0; i < count; i++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var error = loss.call(model.call(input), target);
                error.backward();
                optimizer.step();
                if (i == count - 1)
                    value = error.item<float>();
            }
            return value;
        }
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
