using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class PlaceTests
{
    [Theory]
    [InlineData("private readonly ModuleList<Module<Tensor, Tensor>> {|LORA701:part|} = ModuleList<Module<Tensor, Tensor>>(Linear(4, 4));", "the type of its elements does not show what they are")]
    [InlineData("private readonly Module<Tensor, Tensor>[] {|LORA701:part|} = [];", "the type of its elements does not show what they are")]
    [InlineData("private readonly MultiheadAttention {|LORA701:part|} = MultiheadAttention(8, 2);", "there is no adapter for 'MultiheadAttention'")]
    [InlineData("private readonly Conv3d {|LORA701:part|} = Conv3d(1, 1, 1);", "there is no adapter for 'Conv3d'")]
    [InlineData("private static readonly Linear {|LORA701:part|} = Linear(4, 4);", "it is static")]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA701:part|};", "no initializer and no constructor assigns it")]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA701:part|} = Make(); private static Module<Tensor, Tensor> Make() => Linear(4, 4);", "its value's type does not show what it is")]
    [InlineData("private readonly Module {|LORA701:part|} = Linear(4, 4);", "its type does not show what it is")]
    [InlineData("private readonly Sequential {|LORA701:part|} = Sequential(Make()); private static (string, Module<Tensor, Tensor>)[] Make() => [];", "the items of its Sequential cannot be read")]
    [InlineData("private readonly Conv2d {|LORA701:part|} = Conv2d(4, 4, 3, groups: 4);", "it has groups of channels that do not mix")]
    [InlineData("private readonly Module<Tensor, Tensor> {|LORA701:part|} = Conv1d(4, 4, 3, groups: 2);", "it has groups of channels that do not mix")]
    [InlineData("private readonly Plain {|LORA701:part|} = new Plain();", "'Plain' is not adaptable: write [Adaptable] on it")]
    [InlineData("private readonly Sequential {|LORA701:part|} = Sequential((\"a\", new Plain()));", "'a' in its Sequential: 'Plain' is not adaptable")]
    public async Task LORA701_what_no_recipe_reaches(string field, string reason)
    {
        var messages = await AnalyzerHarness.Verify(Net("[Adaptable]", field));
        Assert.StartsWith($"No recipe reaches 'part': {reason}", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LORA701_a_field_that_is_given_different_modules()
    {
        var messages = await AnalyzerHarness.Verify(
            """
            [Adaptable]
            public sealed partial class Net : Module
            {
                private readonly Linear head = Linear(4, 4);
                private readonly Module<Tensor, Tensor> {|LORA701:part|};
                public Net(bool deep) : base("Net")
                {
                    if (deep) { part = Linear(4, 4); } else { part = Embedding(4, 4); }
                    RegisterComponents();
                }
            }
            """);
        Assert.Equal(["No recipe reaches 'part': it is given different modules: declare it as the layer's class, or write one field for each"], messages);
    }

    [Theory]
    [InlineData("[NoLora] private readonly Conv3d part = Conv3d(1, 1, 1);")]
    [InlineData("private readonly LayerNorm part = LayerNorm(4);")]
    [InlineData("private readonly Module<Tensor, Tensor> part = ReLU();")]
    [InlineData("private readonly Sequential part = Sequential(ReLU(), LayerNorm(4));")]
    public Task Without_layers_there_is_nothing_to_reach(string field) => AnalyzerHarness.VerifyNone(Net("[Adaptable]", field));

    [Fact]
    public async Task LORA702_an_adaptable_class_with_a_method()
    {
        var messages = await AnalyzerHarness.Verify(Net("[{|LORA702:Adaptable|}] [Lora(8)]"));
        Assert.Equal(["'Net' is [Adaptable], and [Lora] adapts it already: remove one of them, or write [Lora] on a recipe"], messages);
    }

    [Fact]
    public async Task LORA302_a_name_that_no_layer_has()
    {
        var messages = await AnalyzerHarness.Verify(Net("[Adaptable(Targets = new[] { {|LORA302:\"haed\"|} })]"));
        Assert.Equal(["'Net' has no layer \"haed\" to adapt: did you mean \"head\"?"], messages);
    }

    [Fact]
    public Task LORA301_an_adaptable_class_without_layers() => AnalyzerHarness.Verify(
        """
        [{|LORA301:Adaptable|}]
        public sealed partial class Net : Module
        {
            private readonly LayerNorm norm = LayerNorm(4);
            public Net() : base("Net") { RegisterComponents(); }
        }
        """);

    [Fact]
    public Task LORA101_an_adaptable_class_that_is_not_partial() => AnalyzerHarness.Verify(
        """
        [Adaptable]
        public sealed class {|LORA101:Net|} : Module
        {
            private readonly Linear head = Linear(4, 4);
            public Net() : base("Net") { RegisterComponents(); }
        }
        """);

    [Fact]
    public async Task LORA109_a_raw_layer_that_runs()
    {
        var messages = await AnalyzerHarness.Verify(
            """
            [Adaptable]
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear head = Linear(4, 4);
                private readonly ModuleList<Linear> experts = ModuleList(Linear(4, 4));
                private readonly Linear[] stems = [];
                public Net() : base("Net") { RegisterComponents(); }
                public override Tensor forward(Tensor x) => {|LORA109:head|}.forward({|LORA109:experts|}[0].forward({|LORA109:stems|}[0].call(x)));
            }
            """);
        Assert.Equal(
            ["'experts' runs here without its adapter: write 'Experts'", "'head' runs here without its adapter: write 'Head'", "'stems' runs here without its adapter: write 'Stems'"],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LORA717_attributes_that_only_recipes_repeat()
    {
        var messages = await AnalyzerHarness.Verify(
            """
            [Lora(8)]
            [{|LORA717:Lora(4)|}]
            public sealed partial class Net : Module
            {
                private readonly Linear head = Linear(64, 64);
                [{|LORA717:NoLora(Targets = new[] { "x" })|}] private readonly Linear tail = Linear(64, 64);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }

            [{|LORA717:NoLora|}]
            public sealed class Plain : Module
            {
                public Plain() : base("Plain") { }
            }
            """);
        Assert.Equal(
            [
                "[Lora] of 'Net' is repeated, which entries of a recipe may be: remove one of them",
                "[NoLora] of 'Plain' stands on no recipe: write it on a field",
                "[NoLora] of 'tail' needs no paths on a field: remove them",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    private static string Net(string attribute, string field = "") =>
        $$"""
        {{attribute}}
        public sealed partial class Net : Module
        {
            private readonly Linear head = Linear(4, 4);
            {{field}}
            public Net() : base("Net") { RegisterComponents(); }
        }

        public sealed class Plain : Module<Tensor, Tensor>
        {
            private readonly Linear head = Linear(4, 4);
            public Plain() : base("Plain") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => head.forward(x);
        }
        """;
}
