using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class HookTests
{
    [Fact]
    public void Hooks_run_in_call_and_not_in_forward()
    {
        using var module = Identity();
        using var input = ones(1);
        var seen = new List<string>();
        module.register_forward_pre_hook(_ => seen.Add("before"));
        module.register_forward_hook(_ => seen.Add("after"));
        module.register_forward_pre_hook((_, x) =>
        {
            seen.Add("input");
            return x;
        });
        module.register_forward_hook((_, _, y) =>
        {
            seen.Add("output");
            return y;
        });

        module.forward(input);
        Assert.Empty(seen);
        module.call(input);
        Assert.Equal(["before", "input", "output", "after"], seen);
    }

    [Fact]
    public void A_hook_can_change_the_input_and_the_output()
    {
        using var module = Identity();
        using var input = ones(1);
        module.register_forward_pre_hook((_, x) => x + 1);
        module.register_forward_hook((_, x, y) => x * 10 + y);
        Numbers.AssertClose([22], module.call(input));
    }

    [Fact]
    public void A_hook_that_returns_null_changes_nothing()
    {
        using var module = Identity();
        using var input = ones(1);
        module.register_forward_pre_hook((_, _) => null!);
        module.register_forward_hook((_, _, _) => null!);
        Numbers.AssertClose([1], module.call(input));
    }

    [Fact]
    public void A_removed_hook_runs_no_more()
    {
        using var module = Identity();
        using var input = ones(1);
        var calls = 0;
        var hook = module.register_forward_hook(_ => calls++);
        module.call(input);
        hook.remove();
        hook.remove();
        module.call(input);
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Hooks_of_modules_with_two_inputs_change_both()
    {
        using var loss = MSELoss();
        using var input = ones(1);
        using var target = ones(1);
        loss.register_forward_pre_hook((_, x, y) => (x * 3, y));
        Numbers.AssertClose([4], loss.call(input, target));
    }

    [Fact]
    public void A_sequential_calls_its_modules_so_that_their_hooks_run()
    {
        using var inner = Identity();
        using var model = Sequential(inner, Identity());
        using var input = ones(1);
        var calls = 0;
        inner.register_forward_hook(_ => calls++);
        model.forward(input);
        Assert.Equal(1, calls);
    }
}
