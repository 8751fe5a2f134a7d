using LoraDsl.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LoraDsl.CodeFixes.Tests;

public class FixAllTests
{
    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public Task All_places_in_all_documents_are_fixed(FixAllScope scope) => FixHarness.VerifyAll(
        "LORA109",
        scope,
        [Model("One", "second.forward(first.forward(x))"), Model("Two", "first.call(second.call(x)) /* raw */")],
        [Model("One", "Second.forward(First.forward(x))"), Model("Two", "First.call(Second.call(x)) /* raw */")]);

    [Fact]
    public Task The_places_of_one_document_are_fixed_alone() => FixHarness.VerifyAll(
        "LORA109",
        FixAllScope.Document,
        [Model("One", "second.forward(first.forward(x))"), Model("Two", "first.forward(x)")],
        [Model("One", "Second.forward(First.forward(x))"), Model("Two", "first.forward(x)")]);

    [Fact]
    public Task A_change_that_two_diagnostics_ask_for_is_made_once() => FixHarness.VerifyAll(
        "LORA102",
        FixAllScope.Project,
        ["public static class Models\n{\n" + Model("One", "First.forward(x)") + Model("Two", "First.forward(x)") + "}\n"],
        ["public static partial class Models\n{\n" + Model("One", "First.forward(x)") + Model("Two", "First.forward(x)") + "}\n"]);

    [Fact]
    public Task Several_options_of_one_attribute_are_left_out_together() => FixHarness.VerifyAll(
        "LORA211",
        FixAllScope.Project,
        [Model("One", "First.forward(x)").Replace("[Lora(8)]", "[Lora(8, MinRank = 1, MaxRank = 4, RankStabilized = true)]", StringComparison.Ordinal)],
        [Model("One", "First.forward(x)")]);

    [Fact]
    public Task The_fields_of_one_declaration_share_their_fix() => FixHarness.VerifyAll(
        "LORA201",
        FixAllScope.Project,
        [Model("One", "First.forward(x)").Replace("private", "[Lora(0)] private", StringComparison.Ordinal)],
        [Model("One", "First.forward(x)").Replace("private", "[Lora(1)] private", StringComparison.Ordinal)]);

    [Fact]
    public Task Line_breaks_stay_what_they_are() => FixHarness.VerifyAll(
        "LORA107",
        FixAllScope.Project,
        [Windows(Model("One", "First.forward(x)").Replace("        AttachLora();\n", "", StringComparison.Ordinal))],
        [Windows(Model("One", "First.forward(x)"))]);

    private static string Windows(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string Model(string name, string forward) =>
        $$"""
        [Lora(8)]
        public sealed partial class {{name}} : Module<Tensor, Tensor>
        {
            private readonly Linear first = Linear(64, 64), second = Linear(64, 64);

            public {{name}}() : base(nameof({{name}}))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => {{forward}};
        }

        """;
}
