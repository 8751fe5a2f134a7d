using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

/// <summary>LORA113: layers beside adapted ones that the attribute on their class does not reach.</summary>
public class PassedOverTests
{
    private const string Left = ", or write [NoLora] on it if that is meant";

    [Theory]
    [InlineData("private readonly Linear[] {|LORA113:heads|} = [Linear(8, 8)];", "'heads' is not adapted, because an attribute adapts fields, and a 'Linear[]' holds several layers: give each a field of its own")]
    [InlineData("private readonly List<Linear> {|LORA113:heads|} = [Linear(8, 8)];", "'heads' is not adapted, because an attribute adapts fields, and a 'List<Linear>' holds several layers: give each a field of its own")]
    [InlineData("private readonly ModuleList<Conv2d> {|LORA113:heads|} = new(Conv2d(8, 8, 3));", "'heads' is not adapted, because an attribute adapts fields, and a 'ModuleList<Conv2d>' holds several layers: give each a field of its own")]
    [InlineData("private readonly ModuleDict<Linear> {|LORA113:heads|} = new();", "'heads' is not adapted, because an attribute adapts fields, and a 'ModuleDict<Linear>' holds several layers: give each a field of its own")]
    [InlineData("private readonly Dictionary<string, Embedding[]> {|LORA113:heads|} = [];", "'heads' is not adapted, because an attribute adapts fields, and a 'Dictionary<string, Embedding[]>' holds several layers: give each a field of its own")]
    [InlineData("private readonly (Linear, Linear) {|LORA113:heads|} = (Linear(8, 8), Linear(8, 8));", "'heads' is not adapted, because an attribute adapts fields, and a '(Linear, Linear)' holds several layers: give each a field of its own")]
    [InlineData("public IReadOnlyList<Linear> {|LORA113:Heads|} { get; } = [Linear(8, 8)];", "'Heads' is not adapted, because an attribute adapts fields, and a 'IReadOnlyList<Linear>' holds several layers: give each a field of its own")]
    [InlineData("private readonly Conv1d {|LORA113:conv|} = Conv1d(8, 8, 3);", "'conv' is not adapted, because there is no adapter for 'Conv1d', only for Linear, Embedding and Conv2d: build it of those")]
    [InlineData("private readonly MultiheadAttention? {|LORA113:mixer|} = null;", "'mixer' is not adapted, because there is no adapter for 'MultiheadAttention', only for Linear, Embedding and Conv2d: build it of those")]
    [InlineData("private readonly LSTM {|LORA113:cell|} = LSTM(8, 8);", "'cell' is not adapted, because there is no adapter for 'LSTM', only for Linear, Embedding and Conv2d: build it of those")]
    [InlineData("public static Linear {|LORA113:Shared|} { get; } = Linear(8, 8);", "'Shared' is not adapted, because it is static and belongs to no model: make it an instance field")]
    [InlineData("private static readonly Linear {|LORA113:s_shared|} = Linear(8, 8);", "'s_shared' is not adapted, because it is static and belongs to no model: make it an instance field")]
    public async Task LORA113_a_member_whose_type_says_that_it_holds_layers(string member, string message) =>
        Assert.Equal([message + Left], await AnalyzerHarness.Verify(Net("Lora(4)", member)));

    [Theory]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA113:fc|} = Linear(8, 8);", "its type 'Module<Tensor, Tensor>' does not say that it is a layer: declare it as 'Linear'")]
    [InlineData("private readonly Module {|LORA113:fc|} = Conv2d(8, 8, 3);", "its type 'Module' does not say that it is a layer: declare it as 'Conv2d'")]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA113:fc|} = Conv1d(8, 8, 3);", "there is no adapter for 'Conv1d', only for Linear, Embedding and Conv2d: build it of those")]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA113:fc|} = Sequential(Linear(8, 8), ReLU());", "its type 'Module<Tensor, Tensor>' does not show the 'Linear' in it: give that a field of its own")]
    [InlineData("private readonly Sequential {|LORA113:seq|} = Sequential((\"up\", Linear(8, 8)), (\"act\", ReLU()));", "an attribute adapts fields, and does not look into a 'Sequential': give the 'Linear' in it a field of its own")]
    [InlineData("private readonly Sequential {|LORA113:seq|} = Sequential(new Module<Tensor, Tensor>[] { ReLU(), Conv2d(8, 8, 3) });", "an attribute adapts fields, and does not look into a 'Sequential': give the 'Conv2d' in it a field of its own")]
    [InlineData("private readonly Sequential {|LORA113:seq|} = Make(); private static Sequential Make() { var layer = Linear(8, 8); return Sequential(layer); }", "an attribute adapts fields, and does not look into a 'Sequential': give the 'Linear' in it a field of its own")]
    [InlineData("private readonly ModuleList<Module<Tensor, Tensor>> {|LORA113:list|} = new(Linear(8, 8));", "an attribute adapts fields, and does not look into a 'ModuleList<Module<Tensor, Tensor>>': give the 'Linear' in it a field of its own")]
    [InlineData("private readonly Module<Tensor, Tensor>[] {|LORA113:list|} = [ReLU(), Linear(8, 8)];", "an attribute adapts fields, and does not look into a 'Module<Tensor, Tensor>[]': give the 'Linear' in it a field of its own")]
    public async Task LORA113_a_member_whose_value_says_it(string member, string reason) =>
        Assert.Equal([$"'{NameIn(member)}' is not adapted, because {reason}{Left}"], await AnalyzerHarness.Verify(Net("Lora(4)", member)));

    [Theory]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA113:fc|};", "fc = Linear(8, 8);")]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA113:fc|};", "var layer = Linear(8, 8); fc = layer;")]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA113:fc|};", "fc = width > 4 ? Linear(8, 8) : Identity();")]
    [InlineData("private readonly ModuleList<Module<Tensor, Tensor>> {|LORA113:list|} = new();", "for (var i = 0; i < width; i++) { list.Add(Linear(8, 8)); }")]
    [InlineData("private readonly List<Module> {|LORA113:list|} = new();", "list.Add(Sequential(Linear(8, 8)));")]
    [InlineData("private readonly Sequential {|LORA113:seq|};", "seq = Sequential(Stage(width), ReLU()); static Sequential Stage(int width) => Sequential(Linear(width, 8));")]
    public Task LORA113_a_member_that_the_constructor_fills(string member, string statements) =>
        AnalyzerHarness.Verify(Net("Lora(4)", member, statements));

    [Theory]
    [InlineData("{|LORA113:register_module(\"fc\", Linear(8, 8))|};")]
    [InlineData("{|LORA113:this.add_module(\"fc\", Linear(8, 8))|};")]
    public async Task LORA113_a_layer_that_is_registered_without_a_field(string statement) => Assert.Equal(
        ["'Linear' is not adapted, because it is registered without a field: assign it to a field of its own, which RegisterComponents() registers"],
        await AnalyzerHarness.Verify(Net("Lora(4)", "", statement)));

    [Fact]
    public async Task LORA113_layers_of_a_base_class_without_an_attribute() => Assert.Equal(
        [
            "'first' is not adapted, because its class 'Base' has no attribute: write one there, or name it in Exclude if that is meant",
            "'rest' is not adapted, because its class 'Base' has no attribute: write one there, or name it in Exclude if that is meant",
        ],
        (await AnalyzerHarness.Verify(
            """
            public abstract class Base : Module
            {
                protected readonly Linear first = Linear(8, 8);
                protected readonly Linear[] rest = [];
                protected readonly LayerNorm norm = LayerNorm(8);
                [NoLora] protected readonly Linear last = Linear(8, 8);
                protected Base() : base("Base") { }
            }
            [Lora(4)]
            public sealed partial class {|LORA113:{|LORA113:Net|}|} : Base
            {
                private readonly Linear own = Linear(8, 8);
                public Net() { RegisterComponents(); AttachLora(); }
            }
            """)).Order(StringComparer.Ordinal));

    [Fact]
    public Task A_base_class_with_an_attribute_adapts_its_own_layers() => AnalyzerHarness.VerifyNone(
        """
        public abstract partial class Base : Module
        {
            [Lora(4)] protected readonly Linear first = Linear(8, 8);
            protected readonly Linear second = Linear(8, 8);
            protected Base() : base("Base") { RegisterComponents(); AttachLora(); }
        }
        [Lora(4)]
        public sealed partial class Net : Base
        {
            private readonly Linear own = Linear(8, 8);
            public Net() { AttachLora(); }
        }
        """);

    [Theory]
    [InlineData("Lora(4)", "[NoLora] private readonly Linear[] heads = [Linear(8, 8)];")]
    [InlineData("Lora(4)", "[NoLora] private readonly Module<Tensor, Tensor> fc = Linear(8, 8);")]
    [InlineData("Lora(4)", "[NoLora] private readonly Sequential seq = Sequential(Linear(8, 8));")]
    [InlineData("Lora(4)", "[NoLora] private readonly Conv1d conv = Conv1d(8, 8, 3);")]
    [InlineData("Lora(4)", "[NoLora] private static readonly Linear s_shared = Linear(8, 8);")]
    [InlineData("Lora(4)", "[field: NoLora] public Linear[] Heads { get; } = [Linear(8, 8)];")]
    [InlineData("Lora(4, Exclude = new[] { \"heads\", \"fc\", \"conv*\" })", "private readonly Linear[] heads = []; private readonly Module<Tensor, Tensor> fc = Linear(8, 8); private readonly Conv1d conv1 = Conv1d(8, 8, 3);")]
    [InlineData("Lora(4, Targets = new[] { \"own\" })", "private readonly Linear[] heads = []; private readonly Module<Tensor, Tensor> fc = Linear(8, 8); private readonly Conv1d conv = Conv1d(8, 8, 3);")]
    [InlineData("Lora(4)", "private readonly Sequential seq = Sequential(ReLU(), Dropout(0.1));")]
    [InlineData("Lora(4)", "private readonly Module<Tensor, Tensor> act = ReLU(); private readonly Func<Linear> make = () => Linear(8, 8);")]
    [InlineData("Lora(4)", "private readonly LayerNorm norm = LayerNorm(8); private readonly Tensor[] masks = [];")]
    [InlineData("Lora(4)", "private readonly Module<Tensor, Tensor>[] stages = [new Stage()];")]
    [InlineData("Lora(4)", "private readonly Sequential stages = Sequential(new Stage(Linear(8, 8)), ReLU());")]
    [InlineData("NoOption", "private readonly Linear[] heads = [Linear(8, 8)]; private readonly Module<Tensor, Tensor> fc = Linear(8, 8);")]
    public Task What_is_left_out_on_purpose_or_holds_no_layer_is_right(string attribute, string members) => AnalyzerHarness.VerifyNone(
        Net(attribute, members),
        """
        [Lora(4)]
        public sealed partial class Stage : Module<Tensor, Tensor>
        {
            private readonly Linear layer;
            public Stage(Linear? layer = null) : base("Stage") { this.layer = layer ?? Linear(8, 8); RegisterComponents(); AttachLora(); }
            public override Tensor forward(Tensor x) => Layer.forward(x);
        }
        """);

    [Fact]
    public async Task A_class_without_another_layer_is_told_why_and_not_that_it_has_nothing() => Assert.Equal(
        ["'heads' is not adapted, because an attribute adapts fields, and a 'Linear[]' holds several layers: give each a field of its own" + Left],
        await AnalyzerHarness.Verify(
            """
            [Lora(4)]
            public sealed partial class Net : Module
            {
                private readonly Linear[] {|LORA113:heads|} = [Linear(8, 8)];
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
                public int Count => heads.Length;
            }
            """));

    [Fact]
    public async Task LORA302_says_what_a_target_is_that_cannot_be_adapted() => Assert.Equal(
        ["'Net' has no layer \"fc\" to adapt: it is of type 'Module<Tensor, Tensor>', and only fields of type Linear, Embedding and Conv2d are adapted"],
        await AnalyzerHarness.Verify(Net(
            "Lora(4, Targets = new[] { \"own\", {|LORA302:\"fc\"|} })", "private readonly Module<Tensor, Tensor> fc = Linear(8, 8);")));

    private static string NameIn(string member)
    {
        var start = member.IndexOf("113:", StringComparison.Ordinal) + 4;
        return member[start..member.IndexOf("|}", StringComparison.Ordinal)];
    }

    private static string Net(string attribute, string members, string statements = "") =>
        $$"""
        using System; using System.Collections.Generic;
        {{(attribute == "NoOption" ? "" : $"[{attribute}]")}}
        public sealed partial class Net : Module
        {
            {{(attribute == "NoOption" ? "[Lora(4)]" : "")}} private readonly Linear own = Linear(8, 8);
            {{members}}
            public Net(int width) : base($"Net{width}") { {{statements}} RegisterComponents(); AttachLora(); }
        }
        """;
}
