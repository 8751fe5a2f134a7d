using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

public class ClassFormTests
{
    [Fact]
    public void Fields_of_one_class_may_differ() => GeneratorHarness.Verify([
        """
        namespace Digits.Models;

        [Lora("adaptive", budget: 16)]
        public sealed partial class Block : Module<Tensor, Tensor>
        {
            private readonly Linear query, key;
            [DyLora(4, 16, Mode = DyLoraMode.Frozen)] private readonly Linear output;
            [Lora(8, Alpha = 16, Dropout = 0.1)] private readonly Linear up;
            [NoLora] private readonly Linear gate;
            private readonly LayerNorm norm;

            public Block() : base(nameof(Block))
            {
                (query, key, output, up, gate) = (Linear(8, 8), Linear(8, 8), Linear(8, 8), Linear(8, 8), Linear(8, 8));
                norm = LayerNorm(8);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) =>
                Output.forward(Up.forward(Key.forward(Query.forward(gate.forward(norm.forward(x))))));
        }
        """]);

    [Fact]
    public void A_nested_class_is_continued_in_place() => GeneratorHarness.Verify([
        """
        namespace Digits;

        public partial interface IModels
        {
            internal partial record Vision<T>
            {
                [Lora(8)]
                private sealed partial class Head : Module
                {
                    private readonly Linear output = Linear(8, 2);
                    public Head() : base("Head") { RegisterComponents(); AttachLora(); }
                }

                [Lora(8)]
                public sealed partial class Net : Module
                {
                    private readonly Head head = new();
                    public Net() : base("Net") { RegisterComponents(); AttachLora(); }
                }
            }
        }
        """]);

    [Fact]
    public void Names_that_are_taken_are_avoided() => GeneratorHarness.Verify([
        """
        [Lora(8)]
        public sealed partial class Query : Module
        {
            private readonly Linear query = Linear(8, 8), _query = Linear(8, 8), @out = Linear(8, 8), merge = Linear(8, 8), _0 = Linear(8, 8);
            public readonly Linear Key = Linear(8, 8);
            private readonly Linear value = Linear(8, 8);
            public sealed class ValueAdapter;

            public Query() : base("Query") { RegisterComponents(); AttachLora(); }
        }
        """]);

    [Fact]
    public void Equal_configurations_share_their_code_across_classes_and_attributes()
    {
        var generated = GeneratorHarness.Run(
            Models.WithClassAttribute("[Lora(8, Alpha = 16)]"),
            Models.WithFieldAttribute("[Lora(4, Alpha = 8)]").Replace("Head", "Tail", StringComparison.Ordinal),
            Models.WithClassAttribute("[Lora(\"adaptive\", 4)]").Replace("Head", "Adaptive", StringComparison.Ordinal),
            Models.WithClassAttribute("[Lora(2)]").Replace("Head", "Plain", StringComparison.Ordinal),
            Models.WithClassAttribute("[Lora(16, Alpha = 4, RankStabilized = true)]").Replace("Head", "Stabilized", StringComparison.Ordinal));
        Assert.Equal(
            [
                "Adaptive.Lora.g.cs",
                "Head.Lora.g.cs",
                "LoraDsl.Generated.LinearLora.g.cs",
                "LoraDsl.Generated.LinearLora_Scale2.g.cs",
                "Plain.Lora.g.cs",
                "Stabilized.Lora.g.cs",
                "Tail.Lora.g.cs",
            ],
            generated.Keys);
    }

    [Fact]
    public void A_class_in_several_files_is_continued_once()
    {
        var generated = GeneratorHarness.Run(
            "[Lora(8)] public partial class Net : Module { public Net() : base(\"Net\") { RegisterComponents(); AttachLora(); } }",
            "public partial class Net { [DyLora(1, 2)] private readonly Linear head = Linear(8, 8); }",
            "public partial class Net { private readonly Linear tail = Linear(8, 8); }");
        Assert.Equal(
            ["LoraDsl.Generated.LinearDyLora.g.cs", "LoraDsl.Generated.LinearLora.g.cs", "Net.Lora.g.cs"], generated.Keys);
    }

    [Fact]
    public void Generic_classes_of_one_name_are_two_files()
    {
        var generated = GeneratorHarness.Run(
            Generic("<T>"),
            Generic("<T, @class>"),
            """
            [Lora(8)]
            public sealed partial class Holder : Module
            {
                private readonly Net<int> net = new();
                public Holder() : base("Holder") { RegisterComponents(); AttachLora(); }
                public Net<int>.HeadAdapter Typed => Lora.Net.Head;
            }
            """);
        Assert.Equal(
            ["Holder.Lora.g.cs", "LoraDsl.Generated.LinearLora.g.cs", "Net{T, class}.Lora.g.cs", "Net{T}.Lora.g.cs"], generated.Keys);

        static string Generic(string parameters) =>
            $$"""
            [Lora(8)]
            public sealed partial class Net{{parameters}} : Module
            {
                private readonly Linear head = Linear(8, 8);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """;
    }

    [Fact]
    public void An_internal_child_of_a_public_model_is_an_internal_property()
    {
        var generated = GeneratorHarness.Run(
            Models.WithClassAttribute("[Lora(8)]").Replace("public sealed", "internal sealed", StringComparison.Ordinal),
            """
            [Lora(8)]
            public sealed partial class Net : Module
            {
                private readonly Head head = new();
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            }
            """);
        Assert.Contains("internal global::Head.Adapters Head { get; }", generated["Net.Lora.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Nullable_fields_and_code_without_nullable_annotations_compile() => GeneratorHarness.Run(
        """

        #nullable enable
        [Lora(8)]
        public sealed partial class Inner : Module
        {
            private readonly Linear? head;
            public Inner(bool withHead) : base("Inner") { head = withHead ? Linear(8, 8) : null; RegisterComponents(); AttachLora(); }
        }
        """,
        """

        #nullable disable
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Linear head = Linear(8, 8);
            private readonly Inner inner = new(true);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
        }
        """,
        """

        #nullable enable
        [Lora(8)]
        public sealed partial class Outer : Module
        {
            private readonly Net? net = new();
            private readonly ModuleList<Net>? nets = new();
            public Outer() : base("Outer") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public void A_layer_or_child_that_may_be_null_has_an_adapter_that_may_be_null()
    {
        var generated = GeneratorHarness.Run(
            Models.WithClassAttribute("[Lora(8)]"),
            """
            [Lora(4)]
            public sealed partial class Block : Module<Tensor, Tensor>
            {
                private readonly Conv2d main = Conv2d(8, 8, 1);
                private readonly Conv2d? downsample;
                private readonly Head? head;
                private readonly ModuleList<Head>? heads;
                public Block(bool down) : base("Block") { downsample = down ? Conv2d(8, 8, 1) : null; head = null; heads = null; RegisterComponents(); AttachLora(); }
                public override Tensor forward(Tensor x) => Main.forward(x) + (Downsample?.forward(x) ?? x);
                public int Count => (Lora.Head is null ? 0 : 1) + (Lora.Heads?.Count ?? 0);
            }
            """)["Block.Lora.g.cs"];
        Assert.Contains("private DownsampleAdapter? Downsample => Lora.Downsample;", generated, StringComparison.Ordinal);
        Assert.Contains("Downsample = model.downsample is null ? null : Add(new DownsampleAdapter(model.downsample));", generated, StringComparison.Ordinal);
        Assert.Contains("Head = model.head is null ? null : AddChild(\"head\", model.head, static child => child.Lora);", generated, StringComparison.Ordinal);
        Assert.Contains("public global::LoraDsl.Adapters.AdapterSetList<global::Head.Adapters>? Heads { get; }", generated, StringComparison.Ordinal);
        Assert.Contains("private MainAdapter Main => Lora.Main;", generated, StringComparison.Ordinal);
    }

    [Fact]
    public void An_obsolete_layer_or_child_causes_no_warning_in_generated_code() => GeneratorHarness.Run(
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            [System.Obsolete("use the other", true)] private readonly Linear gone;
            [System.Obsolete("use the other")] private readonly Linear old = null!;
            private readonly Linear other = Linear(8, 8);
            [System.Obsolete] public Part Part { get; } = null!;
            [System.Obsolete] public Net() : base("Net") { gone = old = Linear(8, 8); RegisterComponents(); AttachLora(); }
        }
        [System.Obsolete("and this")]
        public sealed partial class Part : Module
        {
            [Lora(8)] private readonly Linear layer = Linear(8, 8);
            public Part() : base("Part") { RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public void A_word_that_would_end_a_comment_stays_inside_it() => GeneratorHarness.Run(
        Models.WithClassAttribute("[Lora(\"adap\\ntive <T> & more\", 4)]"));
}
