using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>The constant sizes of the layer that TorchSharp's factory is called to make.</summary>
internal static class SizeReader
{
    public static LayerSizes Read(string field, IOperation? value)
    {
        var unknown = new LayerSizes(field, null, null);
        if (value is null || AssignedMembers.Unconverted(value) is not IInvocationOperation { TargetMethod: var factory } call
            || factory.ContainingType is not { Name: "nn", ContainingType.Name: "torch" })
        {
            return unknown;
        }

        return factory.Name switch
        {
            "Linear" => new LayerSizes(field, Size(call, "inputSize", 0), Size(call, "outputSize", 1)),
            "Embedding" => new LayerSizes(field, Size(call, "num_embeddings", 0), Size(call, "embedding_dims", 1)),
            "Conv1d" => new LayerSizes(field, Columns(call, Size(call, "kernel_size", 2)), Size(call, "out_channels", 1), Groups(call)),
            "Conv2d" => new LayerSizes(field, Columns(call, Area(call)), Size(call, "out_channels", 1), Groups(call)),
            _ => unknown,
        };
    }

    // A kernel has in_channels / groups values for each of its positions.
    private static long? Columns(IInvocationOperation call, long? area)
    {
        var (channels, groups) = (Size(call, "in_channels", 0), Size(call, "groups", null));
        return groups is > 0 ? channels / groups * area : null;
    }

    // A depthwise convolution has a group for each of its channels, whose number need not be a constant.
    private static long? Groups(IInvocationOperation call) =>
        Argument(call, "groups", null) is not { } groups ? 1
        : Constant(groups) ?? (Argument(call, "in_channels", 0) is { } channels && channels.Syntax.IsEquivalentTo(groups.Syntax) ? LayerSizes.Depthwise : null);

    private static long? Area(IInvocationOperation call) => Argument(call, "kernel_size", 2) switch
    {
        ITupleOperation { Elements: { Length: 2 } sides } => Constant(sides[0]) * Constant(sides[1]),
        { } side => Constant(side) * Constant(side),
        null => null,
    };

    private static long? Size(IInvocationOperation call, string name, int? ordinal) =>
        Argument(call, name, ordinal) is { } value ? Constant(value) : null;

    // By name, else by position, because versions of TorchSharp differ in names.
    private static IOperation? Argument(IInvocationOperation call, string name, int? ordinal)
    {
        IOperation? byPlace = null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == name)
            {
                return Unpacked(argument.Value);
            }

            byPlace = argument.Parameter?.Ordinal == ordinal ? argument.Value : byPlace;
        }

        return byPlace is null ? null : Unpacked(byPlace);
    }

    private static IOperation Unpacked(IOperation value) =>
        AssignedMembers.Unconverted(value) is ITupleOperation tuple ? tuple : value;

    private static long? Constant(IOperation value) => value.ConstantValue is { HasValue: true, Value: { } constant }
        ? constant switch
        {
            long number => number,
            int number => number,
            short number => number,
            byte number => number,
            uint number => number,
            _ => null,
        }
        : null;
}
