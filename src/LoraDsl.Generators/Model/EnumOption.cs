using System;

namespace LoraDsl.Generators.Model;

/// <summary>Options whose values are members of the attributes' enums.</summary>
internal static class EnumOption
{
    /// <summary>Whether the value is a member. C# lets any number be cast to an enum.</summary>
    public static bool IsMember<T>(this T value)
        where T : struct, Enum =>
        Enum.IsDefined(typeof(T), value);

    /// <summary>The value as a user writes it, such as <c>LorsMode.Exact</c>.</summary>
    public static string Text<T>(this T value)
        where T : struct, Enum =>
        value.IsMember() ? $"{typeof(T).Name}.{value}" : $"({typeof(T).Name}){value:D}";
}
