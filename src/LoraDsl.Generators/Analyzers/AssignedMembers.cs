using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LoraDsl.Generators.Analyzers;

/// <summary>The fields and properties that an assignment sets, each with its part of the value.</summary>
internal static class AssignedMembers
{
    public static IEnumerable<(ISymbol Member, IOperation? Value)> Of(IOperation target, IOperation? value)
    {
        switch (target)
        {
            case IFieldReferenceOperation field:
                yield return (field.Field, value);
                break;
            case IPropertyReferenceOperation property:
                yield return (property.Property, value);
                break;
            case ITupleOperation targets:
                var values = value is null ? null : Unconverted(value) as ITupleOperation;
                for (var i = 0; i < targets.Elements.Length; i++)
                {
                    foreach (var part in Of(targets.Elements[i], values?.Elements.Length > i ? values.Elements[i] : null))
                    {
                        yield return part;
                    }
                }

                break;
        }
    }

    public static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
