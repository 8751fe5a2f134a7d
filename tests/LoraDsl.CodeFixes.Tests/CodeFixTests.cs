using LoraDsl.CodeFixes.Tests.Harness;

namespace LoraDsl.CodeFixes.Tests;

public class CodeFixTests
{
    [Fact]
    public Task LORA101_the_word_is_added_where_it_has_to_stand() => FixHarness.Verify(
        "LORA101",
        "Make it partial",
        "[Lora(8)] public sealed /* last of its kind */ class Head : Module { Linear a = Linear(64, 64); public Head() : base(\"\") { RegisterComponents(); AttachLora(); } }",
        "[Lora(8)] public sealed /* last of its kind */ partial class Head : Module { Linear a = Linear(64, 64); public Head() : base(\"\") { RegisterComponents(); AttachLora(); } }");

    [Theory]
    [InlineData("public static class")]
    [InlineData("public interface")]
    [InlineData("public record")]
    [InlineData("public readonly record struct")]
    public Task LORA102_the_word_is_added_to_the_type_around(string declaration)
    {
        const string body = " Models { [Lora(8)] public sealed partial class Head : Module { Linear a = Linear(64, 64); public Head() : base(\"\") { RegisterComponents(); AttachLora(); } } }";
        var keyword = declaration[(declaration.Contains("record", StringComparison.Ordinal) ? declaration.IndexOf("record", StringComparison.Ordinal) : declaration.LastIndexOf(' ') + 1)..];
        return FixHarness.Verify("LORA102", "Make it partial", declaration + body, declaration.Replace(keyword, "partial " + keyword, StringComparison.Ordinal) + body);
    }

    [Theory]
    [InlineData(
        """
            {
                output = Linear(64, 32);
                RegisterComponents(); // found by reflection
                // To be continued.
            }
        """,
        """
            {
                output = Linear(64, 32);
                RegisterComponents(); // found by reflection
                // To be continued.
                AttachLora();
            }
        """,
        "Call AttachLora()")]
    [InlineData("    { output = Linear(64, 32); }", "    { output = Linear(64, 32); RegisterComponents(); AttachLora(); }", "Call RegisterComponents() and AttachLora()")]
    [InlineData(
        "        => output = Linear(64, 32); // short",
        """
            {
                output = Linear(64, 32);
                RegisterComponents();
                AttachLora();
            } // short
        """,
        "Call RegisterComponents() and AttachLora()")]
    public Task LORA107_the_missing_calls_are_added(string before, string after, string title) =>
        FixHarness.Verify("LORA107", title, WithConstructor(before), WithConstructor(after));

    [Theory]
    [InlineData(
        """
            {
                AttachLora(); // at last

                // The only layer.
                output = Linear(64, 32);
                RegisterComponents();
            }
        """,
        """
            {

                // The only layer.
                output = Linear(64, 32);
                RegisterComponents();
                AttachLora(); // at last
            }
        """,
        "Move it to the end of the constructor")]
    [InlineData(
        "    { output = Linear(64, 32); AttachLora(); RegisterComponents(); }",
        "    { output = Linear(64, 32); RegisterComponents(); AttachLora(); }",
        "Move it to the end of the constructor")]
    [InlineData(
        """
            {
                output = Linear(64, 32);
                RegisterComponents();
                for (var i = 0; i < 1; i++)
                {
                    AttachLora();
                }
            }
        """,
        """
            {
                output = Linear(64, 32);
                RegisterComponents();
                for (var i = 0; i < 1; i++)
                {
                }
                AttachLora();
            }
        """,
        "Move it to the end of the constructor")]
    [InlineData(
        """
            {
                output = Linear(64, 32);
                RegisterComponents();
                // once
                AttachLora();
                // and again
                AttachLora();
            }
        """,
        """
            {
                output = Linear(64, 32);
                RegisterComponents();
                // once
                AttachLora();
                // and again
            }
        """,
        "Remove the call")]
    [InlineData(
        """
            {
                output = Linear(64, 32);
                AttachLora();
            }
        """,
        """
            {
                output = Linear(64, 32);
                RegisterComponents();
                AttachLora();
            }
        """,
        "Call RegisterComponents() first")]
    public Task LORA108_a_misplaced_call_is_put_right(string before, string after, string title) =>
        FixHarness.Verify("LORA108", title, WithConstructor(before), WithConstructor(after));

    [Theory]
    [InlineData("output.forward(x)", "Output.forward(x)")]
    [InlineData("this . output /* raw */ .call(x)", "this . Output /* raw */ .call(x)")]
    [InlineData("output!.forward(x)", "Output!.forward(x)")]
    [InlineData("output?.forward(x) ?? x", "Output?.forward(x) ?? x")]
    public Task LORA109_the_property_takes_the_place_of_the_raw_field(string before, string after) =>
        FixHarness.Verify("LORA109", "Write 'Output'", Forward(before), Forward(after));

    [Fact]
    public async Task LORA109_has_no_fix_for_a_layer_in_a_Sequential()
    {
        var project = TestProject.Create(WithConstructor(
            """
                {
                    output = Linear(64, 32);
                    all = Sequential(output, ReLU());
                    RegisterComponents();
                    AttachLora();
                }

                private readonly Sequential all;
            """));
        var diagnostic = Assert.Single(await TestProject.Diagnose(project));
        Assert.Equal("LORA109", diagnostic.Id);
        Assert.Empty(await FixHarness.Offered(project, diagnostic));
    }

    [Fact]
    public Task LORA109_the_adapter_is_handed_on_in_the_place_of_the_raw_layer() => FixHarness.Verify(
        "LORA109",
        "Write 'Output'",
        Forward("Act(output, x); private static Tensor Act(Module<Tensor, Tensor> layer, Tensor x) => layer.forward(x)"),
        Forward("Act(Output, x); private static Tensor Act(Module<Tensor, Tensor> layer, Tensor x) => layer.forward(x)"));

    [Fact]
    public Task LORA116_a_call_of_what_is_not_generated_is_removed() => FixHarness.Verify(
        "LORA116",
        "Remove the call",
        Plain("            RegisterComponents();\n            AttachLora();\n"),
        Plain("            RegisterComponents();\n"));

    private static string Plain(string statements) =>
        "public sealed class Net : Module\n{\n    public Net() : base(\"Net\")\n    {\n" + statements + "    }\n}\n";

    private static string Forward(string expression) => WithConstructor(
        """
            {
                output = Linear(64, 32);
                RegisterComponents();
                AttachLora();
            }
        """).Replace("Output.forward(x);", expression + ";", StringComparison.Ordinal);

    private static string WithConstructor(string body) =>
        $$"""
        [Lora(8)]
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            private readonly Linear output;

            public Head() : base(nameof(Head))
        {{body}}

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;
}
