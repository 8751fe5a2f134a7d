using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>What a call leaves on the managed heap: the result's object and nothing else.</summary>
public sealed class AllocationTests
{
    private const int Calls = 100;

    /// <summary>Bytes of a tensor's object: header, type, native reference, name, scope.</summary>
    private const long Result = 40;

    [Theory]
    [InlineData("add")]
    [InlineData("mul by a number")]
    [InlineData("mm")]
    [InlineData("linear")]
    [InlineData("relu")]
    [InlineData("sum")]
    [InlineData("add in place")]
    public void A_call_allocates_its_result_and_nothing_else(string name)
    {
        using var scope = NewDisposeScope();
        Tensor a = ones(4, 4).DetachFromDisposeScope(), b = ones(4, 4).DetachFromDisposeScope(), bias = ones(4).DetachFromDisposeScope();
        Func<Tensor> call = name switch
        {
            "add" => () => a + b,
            "mul by a number" => () => a * 2.0,
            "mm" => () => a.mm(b),
            "linear" => () => nn.functional.linear(a, b, bias),
            "relu" => () => a.relu(),
            "sum" => () => a.sum(),
            _ => () => a.add_(b),
        };
        var expected = name == "add in place" ? 0 : Result;
        Assert.Equal(expected * Calls, Allocated(call, a));
    }

    private static long Allocated(Func<Tensor> call, Tensor kept)
    {
        var allocated = 0L;
        // Twice: the first time looks the operator up and compiles the call.
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                var made = call();
                if (!ReferenceEquals(made, kept))
                    made.Dispose();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }
}
