using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LoraDsl.Packaging.Tests.PublicApi;

/// <summary>Lists what the users of an assembly can see, a line a member, in an order that does not depend on the compiler.</summary>
internal static class ApiLister
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string List(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            lines.Add(TypeLine(type));
            lines.AddRange(Members(type).Order(StringComparer.Ordinal).Select(line => "    " + line));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string TypeLine(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = type.IsEnum || type.BaseType is null || type.BaseType == typeof(object) ? "" : $" : {Name(type.BaseType)}";
        return $"{kind} {type.Namespace}.{Name(type)}{bases}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }

        var constructors = type.GetConstructors(Declared).Where(Visible).Select(member => $"{Access(member)}.ctor({Parameters(member)})");
        var methods = type.GetMethods(Declared)
            .Where(member => Visible(member) && !member.IsSpecialName && !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(member => $"{Access(member)}{Name(member.ReturnType)} {member.Name}{Generics(member)}({Parameters(member)})");
        var properties = type.GetProperties(Declared).SelectMany(property => Property(property));
        var fields = type.GetFields(Declared)
            .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
            .Select(field => $"{(field.IsPublic ? "" : "protected ")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}");
        return [.. constructors, .. methods, .. properties, .. fields];
    }

    private static IEnumerable<string> Property(PropertyInfo property)
    {
        var (getter, setter) = (property.GetMethod, property.SetMethod);
        if ((getter is null || !Visible(getter)) && (setter is null || !Visible(setter)))
            yield break;
        var accessors = new List<string>();
        if (getter is not null && Visible(getter))
            accessors.Add("get;");
        if (setter is not null && Visible(setter))
            accessors.Add(setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;");
        var indices = property.GetIndexParameters() is [] ? "" : $"[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]";
        yield return $"{Access((getter ?? setter)!)}{Name(property.PropertyType)} {property.Name}{indices} {{ {string.Join(' ', accessors)} }}";
    }

    private static bool Visible(MethodBase member) => member.IsPublic || member.IsFamily || member.IsFamilyOrAssembly;

    private static string Access(MethodBase member)
    {
        var access = member.IsPublic ? "" : "protected ";
        if (member.IsStatic)
            return access + "static ";
        if (member.IsAbstract && !member.DeclaringType!.IsInterface)
            return access + "abstract ";
        return member is MethodInfo method && method.GetBaseDefinition() != method ? access + "override " : access;
    }

    private static string Parameters(MethodBase member) => string.Join(", ", member.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var value = !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
        {
            null => " = null",
            IFormattable number => " = " + number.ToString(null, CultureInfo.InvariantCulture),
            var other => $" = {other}",
        };
        return $"{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        if (type.IsGenericParameter)
            return type.Name;
        var name = type.Name.Split('`')[0];
        if (type.IsGenericType)
            name += $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        return type.IsNested ? $"{Name(type.DeclaringType!)}.{name}" : name;
    }
}
