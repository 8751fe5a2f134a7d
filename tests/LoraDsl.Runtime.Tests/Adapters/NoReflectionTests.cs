using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using LoraDsl.Adapters;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>Neither the runtime nor generated code looks at types while it runs: what each method calls, read from the assemblies.</summary>
public sealed class NoReflectionTests
{
    // A type may be compared and named, in messages; an assembly has a version, and files in it.
    private static readonly HashSet<string> Harmless =
    [
        "Type.GetTypeFromHandle", "Type.op_Equality", "Type.op_Inequality", "Type.get_FullName", "MemberInfo.get_Name", "Type.get_IsEnum",
        "Type.get_Assembly", "Assembly.GetManifestResourceStream", "Assembly.get_ManifestModule", "Module.get_ModuleVersionId",
    ];

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    [Fact]
    public void The_runtime_calls_no_reflection() =>
        Assert.Equal("", string.Join("; ", CallsOfReflection(typeof(AdapterSet).Assembly, _ => true)));

    [Fact]
    public void Generated_code_calls_no_reflection() =>
        Assert.Equal("", string.Join("; ", CallsOfReflection(typeof(NoReflectionTests).Assembly, IsGenerated)));

    [Fact]
    public void A_call_of_reflection_is_seen() =>
        Assert.Contains(
            $"{nameof(NoReflectionTests)}.{nameof(CallsOfReflection)}: Assembly.get_Location",
            CallsOfReflection(typeof(NoReflectionTests).Assembly, name => name.EndsWith(nameof(NoReflectionTests), StringComparison.Ordinal)));

    private static bool IsGenerated(string type) =>
        type.StartsWith("LoraDsl.Runtime.Tests.Models", StringComparison.Ordinal) || type.StartsWith("LoraDsl.Generated", StringComparison.Ordinal);

    private static List<string> CallsOfReflection(Assembly assembly, Predicate<string> looksAt)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var type = Outermost(metadata, method.GetDeclaringType());
            if (method.RelativeVirtualAddress == 0 || !looksAt(type.Name) || type.IsJson)
                continue;
            var calls = Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!).Select(token => Called(metadata, token)).OfType<string>();
            found.AddRange(calls.Select(call => $"{type.Name.Split('.')[^1]}.{metadata.GetString(method.Name)}: {call}"));
        }

        return found;
    }

    /// <summary>
    /// The type that a method is written in. What System.Text.Json generates into a context names properties' attributes for whoever asks; nobody
    /// does.
    /// </summary>
    private static (string Name, bool IsJson) Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var isJson = false;
        while (true)
        {
            var type = metadata.GetTypeDefinition(handle);
            isJson |= type.BaseType is { Kind: HandleKind.TypeReference } parent && NameOf(metadata, parent).Name == "JsonSerializerContext";
            if (type.GetDeclaringType() is { IsNil: false } outer)
                handle = outer;
            else
                return ($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", isJson);
        }
    }

    private static string? Called(MetadataReader metadata, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
            handle = metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        if (handle.Kind != HandleKind.MemberReference)
            return null;
        var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
        var (space, name) = NameOf(metadata, member.Parent);
        var called = metadata.GetString(member.Name);
        var isReflection = space.StartsWith("System.Reflection", StringComparison.Ordinal)
            || space.StartsWith("System.Linq.Expressions", StringComparison.Ordinal)
            || (space, name) is ("System", "Activator")
            || (space, name) is ("System", "Type");
        return isReflection && !Harmless.Contains($"{name}.{called}") ? $"{name}.{called}" : null;
    }

    private static (string Space, string Name) NameOf(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind != HandleKind.TypeReference)
            return ("", "");
        var type = metadata.GetTypeReference((TypeReferenceHandle)handle);
        return (metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var operation = code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at];
            at += operation > byte.MaxValue ? 2 : 1;
            if (Operands[operation] is OperandType.InlineMethod or OperandType.InlineTok)
                yield return BitConverter.ToInt32(code, at);
            at += Operands[operation] switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
