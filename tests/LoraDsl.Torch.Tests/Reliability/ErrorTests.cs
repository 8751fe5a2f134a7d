using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>Every misuse becomes an exception that names the operator, leaves no tensor behind, and the next call works.</summary>
public sealed class ErrorTests
{
    public static TheoryData<int, string> Shapes => Rows(Misuse.Shapes);

    public static TheoryData<int, string> Types => Rows(Misuse.Types);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_shape_that_does_not_fit_is_an_exception_that_names_the_operator(int index, string name) =>
        AssertFailsAndGoesOn(name, Misuse.Shapes[index].Call);

    [Theory]
    [MemberData(nameof(Types))]
    public void A_wrong_type_of_elements_is_an_exception_that_names_the_operator(int index, string name) =>
        AssertFailsAndGoesOn(name, Misuse.Types[index].Call);

    [Theory]
    [InlineData("aten::empty")]
    [InlineData("aten::zeros")]
    [InlineData("aten::randn")]
    [InlineData("aten::add")]
    [InlineData("aten::repeat")]
    public void Memory_that_is_not_there_is_an_exception_that_names_the_operator(string name)
    {
        // 2⁶⁰ bytes and more.
        const long Absurd = 1L << 58;
        AssertFailsAndGoesOn(name, name switch
        {
            "aten::empty" => () => empty(Absurd),
            "aten::zeros" => () => zeros(Absurd),
            "aten::randn" => () => randn(Absurd),
            "aten::add" => () => ones(1).expand(Absurd).add(1),
            _ => () => ones(2).repeat(Absurd / 2),
        });
    }

    [Fact]
    public void A_size_whose_bytes_overflow_is_an_exception() =>
        AssertFailsAndGoesOn("aten::empty", () => empty(long.MaxValue, long.MaxValue));

    [Fact]
    public void A_negative_size_is_an_exception() => AssertFailsAndGoesOn("aten::zeros", () => zeros(-1));

    [Fact]
    public void A_freed_tensor_is_refused_as_every_kind_of_argument()
    {
        using var scope = NewDisposeScope();
        var gone = ones(2, 2);
        gone.Dispose();
        var good = ones(2, 2);
        (string Operation, Action Use)[] uses =
        [
            ("aten::add", () => gone.add(good)),
            ("aten::add", () => good.add(gone)),
            ("aten::add_", () => gone.add_(1)),
            ("aten::mm", () => good.mm(gone)),
            ("aten::cat", () => cat([good, gone], 0)),
            ("aten::index", () => good[gone].Dispose()),
            ("aten::linear", () => nn.functional.linear(good, good, gone)),
            ("backward", () => gone.backward()),
            ("grad", () => autograd.grad([good], [gone])),
            ("grad", () => good.grad = gone),
            ("grad", () => gone.grad?.Dispose()),
            ("size", () => _ = gone.shape),
            ("dtype", () => _ = gone.dtype),
            ("requires_grad", () => gone.requires_grad = true),
            ("aten::item", () => gone.item<float>()),
        ];
        foreach (var (operation, use) in uses)
        {
            var error = Assert.ThrowsAny<ObjectDisposedException>(use);
            Assert.Contains(operation, error.Message);
        }

        Assert.Equal(8, good.add(good).sum().item<float>());
    }

    [Fact]
    public void Disposing_twice_and_from_two_threads_frees_once()
    {
        // What other tests left behind must not be collected meanwhile.
        Memory.Settle();
        var before = Diagnostics.LiveTensors;
        for (var i = 0; i < 1000; i++)
        {
            var shared = empty(1);
            Parallel.Invoke(shared.Dispose, shared.Dispose, shared.Dispose);
            shared.Dispose();
        }

        Assert.Equal(before, Diagnostics.LiveTensors);
    }

    private static TheoryData<int, string> Rows((string Operator, Action Call)[] misuses)
    {
        var rows = new TheoryData<int, string>();
        for (var i = 0; i < misuses.Length; i++)
            rows.Add(i, misuses[i].Operator);
        return rows;
    }

    private static void AssertFailsAndGoesOn(string name, Action call)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(call);
        Assert.StartsWith($"{name}: ", error.Message);
        Assert.True(error.Message.Length > name.Length + 10, error.Message);
        Assert.DoesNotContain("Exception raised from", error.Message);
        Assert.Equal([4f, 4f], ones(2, 2).mm(ones(2, 2)).mul(2).sum(1).div(2).data<float>().ToArray());
    }
}
