using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LoraDsl.Packaging.Tests.Architecture;

/// <summary>Which namespaces of the products use which, read from signatures and code. Types of the root namespace, which is every assembly's surface, stand for themselves.</summary>
internal sealed class NamespaceGraph
{
    private const string RootNamespace = "LoraDsl";

    private readonly Dictionary<string, Dictionary<string, string>> edges = new(StringComparer.Ordinal);

    /// <summary>Takes in an assembly.</summary>
    public void Add(AssemblyDefinition assembly)
    {
        foreach (var type in assembly.MainModule.GetTypes())
        {
            var node = NodeOf(type);
            if (node is null)
                continue;
            foreach (var used in Used(type))
            {
                if (NodeOf(used) is { } target && target != node)
                {
                    if (!edges.TryGetValue(node, out var targets))
                        edges.Add(node, targets = new Dictionary<string, string>(StringComparer.Ordinal));
                    targets.TryAdd(target, $"{type.FullName} uses {used.FullName}");
                }
            }
        }
    }

    /// <summary>A circle of namespaces as sentences, or nothing where there is none.</summary>
    public IReadOnlyList<string> Circle()
    {
        var (done, path) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var node in edges.Keys.Order(StringComparer.Ordinal))
        {
            if (Visit(node) is { Count: > 0 } circle)
                return circle;
        }

        return [];

        List<string> Visit(string node)
        {
            if (path.IndexOf(node) is >= 0 and var start)
            {
                string[] circle = [.. path[start..], node];
                return [.. circle.Zip(circle.Skip(1), (from, to) => $"{from} -> {to}: {edges[from][to]}")];
            }

            if (done.Contains(node))
                return [];
            path.Add(node);
            foreach (var target in edges.GetValueOrDefault(node)?.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            {
                if (Visit(target) is { Count: > 0 } circle)
                    return circle;
            }

            path.RemoveAt(path.Count - 1);
            done.Add(node);
            return [];
        }
    }

    private static string? NodeOf(TypeReference type)
    {
        var outer = type;
        while (outer.DeclaringType is not null)
            outer = outer.DeclaringType;
        return outer.Namespace == RootNamespace ? outer.FullName
            : outer.Namespace.StartsWith(RootNamespace + ".", StringComparison.Ordinal) ? outer.Namespace
            : null;
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var found = new List<TypeReference?> { type.BaseType };
        found.AddRange(type.Interfaces.Select(implemented => implemented.InterfaceType));
        found.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            found.Add(method.ReturnType);
            found.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody)
                continue;
            found.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
            foreach (var instruction in method.Body.Instructions)
                found.AddRange(Operands(instruction));
        }

        return found.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MethodReference method =>
        [
            method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. (method as GenericInstanceMethod)?.GenericArguments ?? [],
        ],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
