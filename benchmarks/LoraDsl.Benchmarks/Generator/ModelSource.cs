using System.Globalization;
using System.Text;

namespace LoraDsl.Benchmarks.Generator;

/// <summary>Source of models as users write them, and of edits to it.</summary>
internal static class ModelSource
{
    private static readonly string[] s_layers = ["query", "key", "value", "output", "up", "down"];

    public static string NameOf(int number) => "Block" + Text(number);

    /// <summary>A class of four to six linear layers; every fifth one holds two of those before it.</summary>
    public static string Write(int number)
    {
        var name = NameOf(number);
        var layers = s_layers[..(4 + (number % 3))];
        var children = number % 5 == 4 ? new[] { ("first", NameOf(number - 1)), ("second", NameOf(number - 2)) } : [];
        var source = new StringBuilder();
        source.Append(
            CultureInfo.InvariantCulture,
            $$"""
            using System;
            using LoraDsl;
            using TorchSharp;
            using TorchSharp.Modules;
            using static TorchSharp.torch;
            using static TorchSharp.torch.nn;

            namespace Bench.Models.Stage{{number / 100}};

            /// <summary>Block {{number}} of the network.</summary>
            {{Attribute(number)}}
            public sealed partial class {{name}} : Module<Tensor, Tensor>
            {
                private const long Width = {{64 + (number % 7)}};


            """);
        foreach (var layer in layers)
            source.Append("    private readonly Linear ").Append(layer).AppendLine(";");
        foreach (var (field, type) in children)
            source.Append("    private readonly ").Append(type).Append(' ').Append(field).AppendLine(";");
        source.AppendLine("    [NoLora] private readonly Linear gate;");
        source.AppendLine("    private readonly LayerNorm norm;").AppendLine();
        source.Append("    public ").Append(name).AppendLine("()").Append("        : base(nameof(").Append(name).AppendLine("))").AppendLine("    {");
        foreach (var layer in layers)
            source.Append("        ").Append(layer).AppendLine(" = Linear(Width, Width);");
        foreach (var (field, type) in children)
            source.Append("        ").Append(field).Append(" = new ").Append(type).AppendLine("();");
        source.Append(
            """
                    gate = Linear(Width, Width);
                    norm = LayerNorm(Width);
                    RegisterComponents();
                    AttachLora();
                }

                public override Tensor forward(Tensor x)
                {
                    using var scope = NewDisposeScope();
                    var h = norm.forward(x);

            """);
        foreach (var layer in layers)
        {
            var property = char.ToUpperInvariant(layer[0]) + layer[1..];
            source.Append("        h = functional.gelu(").Append(property).AppendLine(".forward(h));");
        }

        foreach (var (field, _) in children)
            source.Append("        h = h + ").Append(field).AppendLine(".forward(h);");
        return source.AppendLine("        return (x + (h * sigmoid(gate.forward(x)))).MoveToOuterDisposeScope();").AppendLine("    }").AppendLine("}").ToString();
    }

    public static string OtherFile(int number) =>
        $"System.Console.WriteLine({Text(number)});\n\npublic static class Answers\n{{\n    public static int First() => {Text(number)};\n}}\n";

    /// <summary>A statement more in <c>forward</c>.</summary>
    public static string WithBody(string source, int number) =>
        source.Replace("        var h = norm", $"        Console.WriteLine({Text(number)});\n        var h = norm", StringComparison.Ordinal);

    public static string WithComment(string source, int number) =>
        source.Replace("of the network.", $"of the network, version {Text(number)}.", StringComparison.Ordinal);

    /// <summary>Another rank: an edit that shows in the generated code.</summary>
    public static string WithRank(string source, int number) =>
        source.Replace("[Lora(", $"[Lora({Text(number)} + ", StringComparison.Ordinal)
            .Replace("[DyLora(4, ", $"[DyLora(4, {Text(number)} + ", StringComparison.Ordinal);

    /// <summary>A field more: an edit of the declaration that changes nothing for the generator.</summary>
    public static string WithField(string source, int number) =>
        source.Replace("    private readonly LayerNorm", $"    private int count{Text(number)};\n    private readonly LayerNorm", StringComparison.Ordinal);

    private static string Attribute(int number) => (number % 4) switch
    {
        0 => "[Lora(8, Alpha = 16)]",
        1 => "[Lora(4)]",
        2 => "[DyLora(4, 16)]",
        _ => "[Lora(16, Alpha = 16, Dropout = 0.1)]",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
