using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Optim;

// The files were written by these tests on TorchSharp 0.107: with LORADSL_FIXTURES naming a folder, they write them anew.
public class CrossProviderTests
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Optim", "Fixtures");
    private static readonly string? Written = Environment.GetEnvironmentVariable("LORADSL_FIXTURES");

    [Theory]
    [InlineData("adamw")]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    [InlineData("adagrad")]
    [InlineData("adadelta")]
    [InlineData("adamax")]
    [InlineData("nadam")]
    [InlineData("radam")]
    [InlineData("rprop")]
    [InlineData("asgd")]
    public void The_state_of_an_optimiser_goes_from_the_package_to_either_provider(string name)
    {
        using var first = new Parameter(tensor(new[] { 1f, -2f }));
        using var optimizer = Make(name, first);
        Step(optimizer, first);
        Step(optimizer, first);
        if (Written is not null)
            optimizer.save_state_dict(Path.Combine(Written, name + ".state"));
        using var second = new Parameter(first.detach().clone());
        using var loaded = Make(name, second);
        loaded.load_state_dict(Path.Combine(Written ?? Fixtures, name + ".state"));
        Step(optimizer, first);
        Step(loaded, second);
        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());
    }

    [Fact]
    public void A_module_goes_from_the_package_to_either_provider()
    {
        using var source = nn.Linear(3, 2);
        using (no_grad())
        {
            source.weight.copy_(arange(6).reshape(2, 3));
            source.bias!.fill_(7);
        }

        if (Written is not null)
            source.save(Path.Combine(Written, "linear.dat"));
        using var target = nn.Linear(3, 2);
        target.load(Path.Combine(Written ?? Fixtures, "linear.dat"));
        Assert.True(target.weight.Equals(source.weight) && target.bias!.Equals(source.bias));
    }

    // Options that differ from each other and from every default: one in another's place would show.
    private static OptimizerHelper Make(string name, Parameter parameter) => name switch
    {
        "adamw" => optim.AdamW([parameter], lr: 0.1, weight_decay: 0.01),
        "sgd" => optim.SGD([parameter], 0.1, momentum: 0.9),
        "rmsprop" => optim.RMSProp([parameter], 0.03, alpha: 0.8, eps: 1e-5, weight_decay: 0.02, momentum: 0.7, centered: true),
        "adagrad" => optim.Adagrad([parameter], 0.03, lr_decay: 0.04, weight_decay: 0.02, initial_accumulator_value: 0.3, eps: 1e-5),
        "adadelta" => optim.Adadelta([parameter], 0.5, rho: 0.8, eps: 1e-5, weight_decay: 0.02),
        "adamax" => optim.Adamax([parameter], 0.03, beta1: 0.8, beta2: 0.95, eps: 1e-5, weight_decay: 0.02),
        "nadam" => optim.NAdam([parameter], 0.03, beta1: 0.8, beta2: 0.95, eps: 1e-5, weight_decay: 0.02, momentum_decay: 0.006),
        "radam" => optim.RAdam([parameter], 0.03, beta1: 0.8, beta2: 0.95, eps: 1e-5, weight_decay: 0.02),
        "rprop" => optim.Rprop([parameter], 0.03, etaminus: 0.6, etaplus: 1.3, min_step: 1e-5, max_step: 40),
        _ => optim.ASGD([parameter], 0.03, lambd: 1e-3, alpha: 0.6, t0: 1e5, weight_decay: 0.02),
    };

    private static void Step(optim.Optimizer optimizer, Parameter parameter)
    {
        optimizer.zero_grad();
        parameter.pow(2).sum().backward();
        optimizer.step();
    }
}
