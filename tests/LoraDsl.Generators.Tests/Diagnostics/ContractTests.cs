using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class ContractTests
{
    private const string Body =
        """
        {
            private readonly Linear output;
            public Head() : base("Head") { output = Linear(64, 32); RegisterComponents(); AttachLora(); }
            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;

    [Fact]
    public async Task LORA101_a_class_that_is_not_partial()
    {
        var source = $"[Lora(8)] public sealed class {{|LORA101:Head|}} : Module<Tensor, Tensor>\n{Body}";
        var messages = await AnalyzerHarness.Verify(source);
        Assert.Equal(["'Head' is adapted, so it must be partial: write 'partial class Head'"], messages);
    }

    [Fact]
    public void LORA101_causes_one_error_of_the_compiler_and_not_one_for_each_generated_name() =>
        GeneratorHarness.RunWithErrors(["CS0260"], $"[Lora(8)] public sealed class Head : Module<Tensor, Tensor>\n{Body}");

    [Fact]
    public Task LORA101_points_at_the_declaration_that_lacks_the_word() => AnalyzerHarness.Verify(
        $"[Lora(8)] public sealed partial class Head : Module<Tensor, Tensor>\n{Body}", "class {|LORA101:Head|} { }");

    [Fact]
    public Task A_partial_class_is_right() =>
        AnalyzerHarness.VerifyNone($"[Lora(8)] public sealed partial class Head : Module<Tensor, Tensor>\n{Body}");

    [Fact]
    public async Task LORA102_a_class_nested_in_a_type_that_is_not_partial()
    {
        var source =
            $$"""
            public static partial class Models
            {
                public class {|LORA102:Vision|}
                {
                    [Lora(8)] public sealed partial class Head : Module<Tensor, Tensor>
                    {{Body}}
                }
            }
            """;
        var messages = await AnalyzerHarness.Verify(source);
        Assert.Equal(
            ["'Vision' holds the adapted class 'Head', so it must be partial too: write 'partial' in its declaration"], messages);
    }

    [Fact]
    public Task A_class_nested_in_partial_types_is_right() => AnalyzerHarness.VerifyNone(
        $$"""
        public static partial class Models
        {
            public partial class Vision
            {
                [Lora(8)] public sealed partial class Head : Module<Tensor, Tensor>
                {{Body}}
            }
        }
        """);

    [Fact]
    public async Task LORA103_fields_that_cannot_carry_an_adapter()
    {
        var messages = await AnalyzerHarness.Verify(
            """
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                [{|LORA103:Lora(8)|}] private readonly LayerNorm norm = LayerNorm(8);
                [{|LORA103:DyLora(1, 8)|}] private static readonly Linear s_shared = Linear(64, 64);
                [field: {|LORA103:Lora(8)|}] public Linear Head { get; } = Linear(64, 64);
                public Net() : base("Net") { }
                public override Tensor forward(Tensor x) => s_shared.forward(norm.forward(x));
            }
            """);
        Assert.Equal(
            [
                "'Head' cannot be adapted: the field behind a property cannot be named: make it a field",
                "'norm' cannot be adapted: there is no adapter for 'LayerNorm': remove the attribute, only TorchSharp's Linear, Embedding and Conv2d layers can be adapted",
                "'s_shared' cannot be adapted: it is static and belongs to no model: make it an instance field",
            ],
            messages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task Other_fields_of_an_adapted_class_are_right_without_an_attribute() => AnalyzerHarness.VerifyNone(
        """
        [Lora(8)]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            private readonly LayerNorm norm = LayerNorm(8);
            private readonly Linear head = Linear(64, 64);
            private readonly Dropout drop = Dropout(0.1);
            private readonly Sequential activation = Sequential(ReLU());
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            public override Tensor forward(Tensor x) => activation.forward(drop.forward(Head.forward(norm.forward(x))));
        }
        """);

    [Fact]
    public async Task LORA104_a_class_that_is_no_module()
    {
        var messages = await AnalyzerHarness.Verify(
            "[Lora(8)] public sealed partial class {|LORA104:Config|} { public Linear Head = Linear(64, 64); }");
        Assert.Equal(
            ["'Config' cannot be adapted because it is no module: derive it from torch.nn.Module, or remove the attribute"], messages);
    }

    [Fact]
    public void LORA104_generates_nothing() => Assert.Empty(
        GeneratorHarness.Run("[Lora(8)] public sealed partial class Config { public Linear Head = Linear(64, 64); }"));

    [Fact]
    public Task A_class_that_derives_from_a_module_through_another_is_right() => AnalyzerHarness.VerifyNone(
        "public abstract class Base(string name) : Module<Tensor, Tensor>(name);",
        $$"""
        [Lora(8)] public sealed partial class Head : Base
        {{Body}}
        """);

    [Theory]
    [InlineData("[Lora(8)] public partial record {|LORA105:Config|}(int Width);", "a record cannot derive from torch.nn.Module: make it a class")]
    [InlineData("public partial struct {|LORA105:Pair|} { [Lora(8)] public Linear Left; }", "only a class can be a model: make it a class")]
    [InlineData("[Lora(8)] public static partial class {|LORA105:Layers|};", "a static class has no layers: remove 'static'")]
    [InlineData("[Lora(8)] file sealed partial class {|LORA105:Layers|}() : Module(\"\");", "a file-local class cannot be continued in another file: remove 'file'")]
    [InlineData("[Lora(8)] public sealed partial class {|LORA105:Adapters|} : Module { private readonly Linear layer = Linear(8, 8); public Adapters() : base(\"\") { } }", "the generated code needs a member 'Adapters', and no member has the name of its class: rename the class")]
    [InlineData("public sealed partial class {|LORA105:Lora|} : Module { [LoraDsl.Lora(8)] private readonly Linear layer = Linear(8, 8); public Lora() : base(\"\") { } }", "the generated code needs a member 'Lora', and no member has the name of its class: rename the class")]
    [InlineData("[Lora(8)] public sealed partial class {|LORA105:Net|}<AttachLora> : Module { private readonly Linear layer = Linear(8, 8); public Net() : base(\"\") { } }", "the generated code needs a member 'AttachLora', and no member has the name of a type parameter: rename the parameter")]
    [InlineData("[Lora(8)] public sealed partial class {|LORA105:Net|} : Sequential { private readonly Linear layer = Linear(8, 8); public Net() : base() { } }", "a Sequential runs its layers itself, without their adapters: derive from Module<Tensor, Tensor> and call the layers in forward")]
    public async Task LORA105_a_class_of_a_form_that_cannot_be_continued(string source, string reason)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(source));
        Assert.EndsWith("cannot be adapted: " + reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp9, "9.0")]
    [InlineData(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11, "11.0")]
    public async Task LORA105_a_project_in_an_older_C_sharp(Microsoft.CodeAnalysis.CSharp.LanguageVersion version, string name)
    {
        var compilation = Compilations.Create(Models.WithClassAttribute("[Lora(8)]"));
        var tree = compilation.SyntaxTrees[0];
        var older = compilation.ReplaceSyntaxTree(
            tree, tree.WithRootAndOptions(tree.GetRoot(), Compilations.ParseOptions.WithLanguageVersion(version)));
        var diagnostic = Assert.Single(await AnalyzerHarness.Diagnose(older));
        Assert.Equal("LORA105", diagnostic.Id);
        Assert.Equal(
            $"'Head' cannot be adapted: generated code is C# 12, and the project is compiled as C# {name}: write <LangVersion>12</LangVersion> or later in it",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task LORA115_a_required_layer()
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(
            """
            [Lora(8)]
            public sealed partial class Net : Module
            {
                public required Linear {|LORA115:head|};
                [NoLora] public required Linear tail;
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """));
        Assert.Equal(
            "'head' is required, so that it is assigned after the constructor, in which AttachLora() runs: assign it in the constructor and remove 'required', or write [SetsRequiredMembers] on the constructor that assigns it",
            message);
    }

    [Theory]
    [InlineData("private readonly long {0}", "'part' cannot be trained whole: 'long' is no module: write the attribute on the module that holds the parameters")]
    [InlineData("private static readonly Linear {0} = Linear(64, 64)", "'part' cannot be trained whole: it is static and belongs to no model: make it an instance field")]
    public async Task LORA120_what_is_no_module_of_the_instance(string field, string message)
    {
        var declaration = field.Replace("{0}", "part", StringComparison.Ordinal);
        Assert.Equal([message], await AnalyzerHarness.Verify(
            $$"""
            public sealed partial class Net : Module
            {
                [Lora(8)] private readonly Linear body = Linear(64, 64);
                [{|LORA120:TrainWhole|}] {{declaration}};
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """));
    }

    [Theory]
    [InlineData("[Lora(8, Bias = {|LORA122:BiasTraining.All|})] private readonly Linear body = Linear(64, 64);", "'body' has no meaning")]
    [InlineData("[Lora(8, LoraBias = {|LORA123:true|})] private readonly Embedding body = Embedding(64, 64);", "'body' is an Embedding")]
    [InlineData("[Lora(\"adaptive\", 8, LoraBias = {|LORA123:true|})] private readonly Linear body = Linear(64, 64);", "its rank is not a number")]
    public async Task LORA122_and_LORA123_biases_where_there_are_none(string field, string problem) => Assert.Contains(
        problem,
        Assert.Single(await AnalyzerHarness.Verify(
            $$"""
            public sealed partial class Net : Module
            {
                {{field}}
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """)),
        StringComparison.Ordinal);

    [Fact]
    public async Task LORA208_a_layer_that_is_adapted_and_trained_whole()
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(
            """
            public sealed partial class Net : Module
            {
                [Lora(8), {|LORA208:TrainWhole|}] private readonly Linear body = Linear(64, 64);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """));
        Assert.Contains("[TrainWhole]", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LORA717_a_class_that_is_to_be_trained_whole()
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(
            """
            [Lora(8), {|LORA717:TrainWhole|}]
            public sealed partial class Net : Module
            {
                private readonly Linear body = Linear(64, 64);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """));
        Assert.EndsWith("stands on no recipe: write it on the field that holds the module", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[Lora(8)]")]
    public Task Modules_of_any_kind_may_be_trained_whole(string ofClass) => AnalyzerHarness.VerifyNone(
        $$"""
        {{ofClass}}
        public sealed partial class Net : Module
        {
            [Lora(4)] private readonly Linear body = Linear(64, 64);
            [TrainWhole] private readonly Linear head = Linear(64, 64);
            [TrainWhole] private readonly Embedding? extra = null;
            [TrainWhole] private readonly LayerNorm norm = LayerNorm(64);
            [TrainWhole] private readonly Module<Tensor, Tensor> any = Sequential(Linear(64, 64));
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Theory]
    [InlineData("[Lora(4)]", "", "Conv2d(32, 32, 3, groups: 32)", "'layer' has 32 groups of channels that do not mix, and each needs a part of the rank, and 4 is not divisible by 32: write a multiple of 32, or leave 'layer' out by [NoLora]")]
    [InlineData("", "[Lora(6)]", "Conv2d(32, 32, 3, groups: Groups)", "'layer' has 4 groups of channels that do not mix, and each needs a part of the rank, and 6 is not divisible by 4: write a multiple of 4, or remove the attribute")]
    [InlineData("[Lors(4)]", "", "Conv2d(32, 64, (3, 3), padding: (1, 1), groups: 2)", "'layer' has 2 groups of channels that do not mix, and this attribute needs B·A to be a kernel of the layer's, which would mix them: write [Lora] with a fixed rank and no other option but Alpha, Dropout and RankStabilized, or leave 'layer' out by [NoLora]")]
    [InlineData("[Lora(4, Dora = true)]", "", "Conv2d(32, 64, 3, groups: 2)", "'layer' has 2 groups of channels that do not mix, and this attribute needs B·A to be a kernel of the layer's, which would mix them: write [Lora] with a fixed rank and no other option but Alpha, Dropout and RankStabilized, or leave 'layer' out by [NoLora]")]
    [InlineData("[DyLora(2, 4)]", "", "Conv2d(width, width, 3, groups: width)", "'layer' has as many groups as channels, that do not mix, and this attribute needs B·A to be a kernel of the layer's, which would mix them: write [Lora] with a fixed rank and no other option but Alpha, Dropout and RankStabilized, or leave 'layer' out by [NoLora]")]
    public async Task LORA114_a_convolution_with_groups(string ofClass, string ofField, string layer, string message) => Assert.Equal(
        [message], await AnalyzerHarness.Verify(Grouped(ofClass, ofField, "{|LORA114:layer|}", layer)));

    [Theory]
    [InlineData("[Lora(4)]", "[NoLora]", "Conv2d(32, 32, 3, groups: 32)")]
    [InlineData("[Lora(4)]", "", "Conv2d(32, 32, 3, groups: 1)")]
    [InlineData("[Lora(4)]", "", "Conv2d(32, 32, 3, groups: 2)")]
    [InlineData("[Lora(4)]", "", "Conv2d(width, width, 3, groups: width)")]
    [InlineData("[Lora(4)]", "", "Conv2d(32, 32, 3, groups: width)")]
    public Task A_convolution_whose_groups_divide_the_rank_is_right(string ofClass, string ofField, string layer) =>
        AnalyzerHarness.VerifyNone(Grouped(ofClass, ofField, "layer", layer));

    [Fact]
    public Task A_class_whose_base_class_is_adapted_too_is_right() => AnalyzerHarness.VerifyNone(
        """
        public partial class Base : Module
        {
            [Lora(8)] protected readonly Linear first = Linear(64, 64);
            public Base() : base("Base") { RegisterComponents(); AttachLora(); }
        }
        public sealed partial class Derived : Base
        {
            [Lora(8)] private readonly Linear second = Linear(64, 64);
            public Derived() { AttachLora(); }
        }
        """);

    [Fact]
    public Task A_class_whose_base_class_alone_is_adapted_is_right() => AnalyzerHarness.VerifyNone(
        """
        public partial class Base : Module
        {
            [Lora(8)] private readonly Linear first = Linear(64, 64);
            public Base() : base("Base") { RegisterComponents(); AttachLora(); }
        }
        public sealed class Derived : Base
        {
            public Linear Second { get; } = Linear(64, 64);
        }
        """);

    [Fact]
    public async Task LORA106_a_member_that_has_a_generated_name()
    {
        var messages = await AnalyzerHarness.Verify(
            """
            [Lora(8)]
            public sealed partial class Net : Module
            {
                private readonly Linear head = Linear(64, 64);
                public Net() : base("Net") { }
                public Linear {|LORA106:Lora|} => head;
            }
            """);
        Assert.Equal(
            ["'Net' has a member 'Lora', and the generated code needs that name: rename the member"], messages);
    }

    [Fact]
    public Task A_layer_that_is_called_lora_is_right() => AnalyzerHarness.VerifyNone(
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Linear lora = Linear(64, 64);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            public Tensor Run(Tensor x) => LoraLora.forward(x);
        }
        """);

    private static string Grouped(string ofClass, string ofField, string name, string layer) =>
        $$"""
        {{ofClass}}
        public sealed partial class Net : Module
        {
            private const int Groups = 4;
            {{ofField}} private readonly Conv2d {{name}};
            private readonly Conv2d other = Conv2d(32, 32, 1);
            public int Groups4 => Groups;
            public Net(int width) : base($"Net{width}") { layer = {{layer}}; RegisterComponents(); AttachLora(); }
        }
        """;
}
