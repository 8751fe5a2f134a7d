using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

/// <summary>Every family of operators against PyTorch: values, types, shapes and gradients.</summary>
public sealed class OperatorReferenceTests
{
    private const string Embedding = "layers/embedding";

    private static readonly Dictionary<string, Func<Tensor[], Tensor[]>> Calls = OperatorTable.All();

    public static TheoryData<string> Names => [.. KnownDifferences.WithoutThem(Calls.Keys)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_PyTorchs(string name)
    {
        foreach (var reference in Fixture.Committed.Cases(name))
        {
            using var scope = NewDisposeScope();
            Check(reference, Calls[name], $"{name}({reference})");
        }
    }

    // There is no functional form: the gradient is that of the layer's own weight.
    [Fact]
    public void Rows_and_gradients_of_an_embedding_are_PyTorchs()
    {
        foreach (var reference in Fixture.Committed.Cases(Embedding))
        {
            using var scope = NewDisposeScope();
            using var layer = nn.Embedding_from_pretrained(reference.Inputs[0].ToTensor(), freeze: false);
            var rows = layer.forward(reference.Inputs[1].ToTensor());
            reference.Outputs[0].AssertIs(rows, Embedding);
            autograd.backward(rows, Slope(rows));
            reference.Gradients[0].AssertIs(layer.weight!.grad!, $"{Embedding}, gradient");
        }
    }

    [Fact]
    public void Every_operator_of_the_references_is_called_and_no_other() =>
        Assert.Equal(
            Fixture.Committed.Operators.Where(name => !name.StartsWith("optimizers/", StringComparison.Ordinal) && !name.StartsWith("schedulers/", StringComparison.Ordinal)).Order(),
            Calls.Keys.Append(Embedding).Order());

    private static void Check(ReferenceCase reference, Func<Tensor[], Tensor[]> call, string what)
    {
        var recorded = reference.Gradients.Length > 0;
        Tensor[] inputs = [.. reference.Inputs.Select(input => input.ToTensor())];
        Tensor[] leaves = [.. inputs.Where(input => recorded && input.is_floating_point()).Select(input => input.requires_grad_(true))];
        var outputs = call(inputs);
        Assert.Equal(reference.Outputs.Length, outputs.Length);
        for (var i = 0; i < outputs.Length; i++)
            reference.Outputs[i].AssertIs(outputs[i], $"{what}, output {i}");
        if (!recorded)
            return;

        Tensor[] roots = [.. outputs.Where(output => output.requires_grad)];
        var gradients = autograd.grad(roots, leaves, [.. roots.Select(Slope)], allow_unused: true);
        for (var i = 0; i < leaves.Length; i++)
            reference.Gradients[i].AssertIs(gradients[i] is { IsInvalid: false } found ? found : zeros_like(leaves[i]), $"{what}, gradient {i}");
    }

    // families.py has the same.
    private static Tensor Slope(Tensor output) => arange(output.numel(), dtype: ScalarType.Float64).cos().to(output.dtype).reshape(output.shape);
}
