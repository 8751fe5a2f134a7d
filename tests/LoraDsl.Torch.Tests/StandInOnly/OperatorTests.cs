using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

public sealed class OperatorTests
{
    private static readonly Operator Add = new("aten::add", "Tensor");
    private static readonly Operator Split = new("aten::split", "Tensor");

    [Fact]
    public void Arguments_that_are_left_out_take_the_schemas_defaults()
    {
        using var scope = NewDisposeScope();
        var sum = Add.Call(tensor(new[] { 1f, 2f }), tensor(new[] { 10f, 20f }));
        Assert.Equal([11f, 22f], sum.data<float>().ToArray());
        var scaled = Add.Call(tensor(new[] { 1f, 2f }), tensor(new[] { 10f, 20f }), 2);
        Assert.Equal([21f, 42f], scaled.data<float>().ToArray());
    }

    [Fact]
    public void More_results_than_fit_on_the_stack_all_arrive()
    {
        using var scope = NewDisposeScope();
        var parts = Split.CallMany(arange(100), 1, 0);
        Assert.Equal(100, parts.Length);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), parts.Select(part => part.item<long>()));
    }

    [Fact]
    public void More_integers_than_fit_on_the_stack_all_arrive()
    {
        using var scope = NewDisposeScope();
        var sizes = Enumerable.Range(1, 300).Select(i => (long)i).ToArray();
        var parts = zeros(sizes.Sum()).split(sizes);
        Assert.Equal(sizes, parts.Select(part => part.shape[0]));
    }

    [Fact]
    public void An_error_carries_the_operators_name_and_libtorchs_text_and_nothing_else_breaks()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(4, 5)));
        Assert.StartsWith("aten::mm: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", error.Message);
        Assert.DoesNotContain("Exception raised from", error.Message);
        Assert.Equal([2L, 5L], ones(2, 3).mm(ones(3, 5)).shape);
    }

    [Fact]
    public void An_unknown_operator_is_named()
    {
        var error = Assert.Throws<ExternalException>(() => new Operator("aten::no_such_thing").Run());
        Assert.Contains("aten::no_such_thing", error.Message);
    }

    [Fact]
    public void Too_many_arguments_and_missing_ones_are_refused()
    {
        using var scope = NewDisposeScope();
        var one = ones(1);
        Assert.Contains("takes 3 arguments and was given 4", Assert.Throws<ExternalException>(() => Add.Call(one, one, 1, 1)).Message);
        Assert.Contains("'other'", Assert.Throws<ExternalException>(() => Add.Call(one)).Message);
    }

    [Fact]
    public void A_disposed_tensor_is_refused_by_the_operators_name()
    {
        var gone = ones(1);
        gone.Dispose();
        var error = Assert.Throws<ObjectDisposedException>(() => gone + gone);
        Assert.Contains("aten::add", error.Message);
    }
}
