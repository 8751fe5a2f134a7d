using LoraDsl.Generators.Analyzers;
using LoraDsl.Generators.Tests.Harness;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class SizeReaderTests
{
    [Theory]
    [InlineData("Linear(64, 10)", 64L, 10L)]
    [InlineData("Linear(outputSize: 2 * 5, inputSize: Width)", 64L, 10L)]
    [InlineData("Embedding(1000, 64)", 1000L, 64L)]
    [InlineData("Embedding(embedding_dims: 64, num_embeddings: Count)", null, 64L)]
    [InlineData("Conv2d(3, 16, 5)", 75L, 16L)]
    [InlineData("Conv2d(8, 16, (3, 5))", 120L, 16L)]
    [InlineData("Conv2d(8, 16, kernel_size: 3, groups: 4)", 18L, 16L)]
    [InlineData("Conv2d(8, 16, Count)", null, 16L)]
    [InlineData("LayerNorm(64)", null, null)]
    [InlineData("Own.Linear(64, 10)", null, null)]
    public void The_sizes_of_a_layer_are_those_of_its_factorys_constants(string layer, long? columns, long? rows)
    {
        var sizes = Read(layer);
        Assert.Equal((columns, rows), (sizes.In, sizes.Out));
    }

    [Theory]
    [InlineData("Linear(64, 10)", 1L)]
    [InlineData("Conv2d(8, 16, 3)", 1L)]
    [InlineData("Conv2d(8, 16, 3, groups: 4)", 4L)]
    [InlineData("Conv2d(8, 16, 3, groups: Count)", null)]
    [InlineData("Conv2d(Count, 16, 3, groups: Count)", LayerSizes.Depthwise)]
    public void The_groups_of_a_convolution_are_constants_or_its_channels(string layer, long? groups) =>
        Assert.Equal(groups, Read(layer).Groups);

    private static LayerSizes Read(string layer)
    {
        var compilation = Compilations.Create(
            $$"""
            public static class Own { public static Linear Linear(long inputs, long outputs) => nn.Linear(inputs, outputs); }
            public static class Program
            {
                private const int Width = 64;
                public static int Count => 3;
                public static object Layer => {{layer}};
            }
            """);
        var tree = compilation.SyntaxTrees[0];
        var expression = tree.GetRoot().DescendantNodes().OfType<ArrowExpressionClauseSyntax>().Last().Expression;
        var operation = compilation.GetSemanticModel(tree).GetOperation(expression);
        return SizeReader.Read("layer", operation);
    }
}
