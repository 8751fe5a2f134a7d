using LoraDsl.Torch.Tests.Optim;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

// TorchSharp leaves some temporaries of a step to the finalizer, or to the dispose scope of its caller.
public sealed class OptimizerTemporariesTests
{
    [Fact]
    public void A_step_frees_its_temporaries_without_the_help_of_a_scope()
    {
        using var problem = new OptimizerCase();
        using var adam = optim.Adam(problem.Parameters, weight_decay: 0.1, amsgrad: true, maximize: true);
        using var sgd = optim.SGD(problem.Parameters, 0.1, momentum: 0.9, weight_decay: 0.1, nesterov: true, maximize: true);
        Step();
        Collect();
        var living = Tensor.TotalCount;
        for (var i = 0; i < 10; i++)
            Step();
        // Without a collection: what a finalizer would have to free is a leak here.
        Assert.Equal(living, Tensor.TotalCount);

        void Step()
        {
            problem.Backward();
            adam.step();
            sgd.step();
            nn.utils.clip_grad_norm_(problem.Parameters, 1);
            sgd.zero_grad();
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
