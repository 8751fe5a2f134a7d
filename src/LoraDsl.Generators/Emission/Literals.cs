using System;
using System.Globalization;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Emission;

/// <summary>Values as C# source.</summary>
internal static class Literals
{
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>A text.</summary>
    public static string Of(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A member of one of the DSL's enums.</summary>
    public static string Of<T>(T option)
        where T : struct, Enum =>
        $"global::LoraDsl.{option.Text()}";

    /// <summary>A text inside an XML documentation comment.</summary>
    public static string Xml(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", " ").Replace("\n", " ")
            .Replace("\u0085", " ").Replace("\u2028", " ").Replace("\u2029", " ");
}
