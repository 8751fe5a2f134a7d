using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Scopes;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Tensors_made_in_a_scope_go_with_it()
    {
        using var outside = ones(1);
        Tensor inside, result;
        using (var scope = NewDisposeScope())
        {
            Assert.Same(scope, CurrentDisposeScope);
            inside = ones(1);
            result = inside + outside;
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(result));
        }

        Assert.Null(CurrentDisposeScope);
        Assert.True(inside.IsInvalid);
        Assert.True(result.IsInvalid);
        Assert.False(outside.IsInvalid);
    }

    [Fact]
    public void A_tensor_moves_to_the_outer_scope_or_out_of_all()
    {
        Tensor moved, detached;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = ones(1).MoveToOuterDisposeScope();
                detached = ones(1).DetachFromDisposeScope();
            }

            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void A_scope_moves_attaches_and_keeps()
    {
        using var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var (a, b, c) = (ones(1), ones(1), ones(1));
        Assert.Same(a, inner.MoveToOuter(a));
        inner.Detach(b);
        inner.DisposeEverythingBut(c);
        Assert.True(inner.Contains(c));
        Assert.True(outer.Contains(a));
        outer.Attach(b);
        outer.Attach(c);
        inner.Dispose();
        Assert.False(c.IsInvalid);
        Assert.Equal([a, b, c], outer.DisposablesView, ReferenceEqualityComparer.Instance);
        outer.DisposeEverything();
        Assert.True(a.IsInvalid && b.IsInvalid && c.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => inner.Attach(a));
    }

    [Fact]
    public void A_disposed_tensor_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        ones(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void An_outer_scope_may_close_before_an_inner_one()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_wrapped_expression_keeps_its_result_only()
    {
        Tensor? intermediate = null;
        using var result = WrappedTensorDisposeScope(() => (intermediate = ones(2)) + 1);
        Assert.True(intermediate!.IsInvalid);
        Assert.Equal(4f, result.sum().item<float>());
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_tensor()
    {
        Tensor data;
        Parameter parameter, free;
        using (var scope = NewDisposeScope())
        {
            data = ones(3);
            parameter = new Parameter(data);
            Assert.True(data.IsInvalid);
            Assert.True(parameter.requires_grad);
            Assert.True(scope.Contains(parameter));
            Assert.Equal(1, scope.DisposablesCount);
            free = new Parameter(ones(3).DetachFromDisposeScope(), requires_grad: false);
        }

        Assert.True(parameter.IsInvalid);
        Assert.False(free.requires_grad);
        free.Dispose();
    }

    [Fact]
    public void Each_thread_has_scopes_of_its_own()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;
        var thread = new Thread(() =>
        {
            Assert.Null(CurrentDisposeScope);
            made = ones(1);
        });
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        made!.Dispose();
    }

    [Fact]
    public void Statistics_count_what_a_thread_made_and_disposed()
    {
        var thread = new Thread(() =>
        {
            var statistics = DisposeScopeManager.Statistics;
            ones(1).Dispose();
            using (NewDisposeScope())
            {
                ones(1);
                ones(1).Dispose();
                ones(1).DetachFromDisposeScope().Dispose();
            }

            Assert.Equal((1, 3), (statistics.CreatedOutsideScopeCount, statistics.CreatedInScopeCount));
            Assert.Equal((2, 2), (statistics.DisposedOutsideScopeCount, statistics.DisposedInScopeCount));
            Assert.Equal((1, 0), (statistics.DetachedFromScopeCount, statistics.ThreadTotalLiveCount));
            statistics.Reset();
            Assert.Equal(0, statistics.CreatedInScopeCount);
        });
        thread.Start();
        thread.Join();
    }
}
