using LoraDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Tests;

/// <summary>Adapted classes that derive from adapted classes.</summary>
[Collection(Probe.Collection)]
public class BaseClassTests
{
    private const string Encoder =
        """
        [Lora(8)]
        public partial class Encoder : Module<Tensor, Tensor>
        {
            private readonly Linear query;
            public Encoder(string name) : base(name) { query = Linear(8, 8); RegisterComponents(); AttachLora(); }
            public override Tensor forward(Tensor x) => Query.forward(x);
        }
        """;

    private const string LargeEncoder =
        """
        [Lora(4)]
        public sealed partial class LargeEncoder : Encoder
        {
            private readonly Linear query2, head;
            public LargeEncoder() : base(nameof(LargeEncoder)) { query2 = Linear(8, 8); head = Linear(8, 8); AttachLora(); }
            public override Tensor forward(Tensor x) => Head.forward(Query2.forward(base.forward(x)));
        }
        """;

    [Fact]
    public void A_derived_class_continues_the_adapters_of_its_base_class() => GeneratorHarness.Verify([Encoder, LargeEncoder]);

    [Fact]
    public void Both_sets_have_the_adapters_of_both_classes() => Assert.Equal(
        "query 8, query2 4, head 4 | query 8, query2 4, head 4 | same",
        Probe.Run<string>(
            Encoder,
            LargeEncoder,
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            public static class Probe
            {
                public static string Run()
                {
                    var model = new LargeEncoder();
                    var same = ReferenceEquals(model.Query, model.LargeEncoderLora.Query) && ReferenceEquals(model.Lora.Query, model.Query);
                    return $"{Text(model.Lora)} | {Text(model.LargeEncoderLora)} | {(same ? "same" : "different")}";
                }

                private static string Text(LoraDsl.Adapters.AdapterSet set) => string.Join(
                    ", ", System.Linq.Enumerable.Select(set.Named(), found => $"{found.Path} {found.Adapter.CurrentRank}"));
            }
            """));

    [Fact]
    public void A_derived_class_answers_by_the_formula_of_all_its_adapters_after_a_move_to_float64()
    {
        var difference = Probe.Run<double>(
            Encoder,
            LargeEncoder,
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            public static class Probe
            {
                public static double Run()
                {
                    using var scope = NewDisposeScope();
                    var model = new LargeEncoder();
                    model.to(ScalarType.Float64);
                    model.Lora.FreezeBase();
                    using var off = no_grad();
                    foreach (var parameter in model.parameters())
                        parameter.copy_(randn_like(parameter));
                    var state = model.state_dict();
                    var x = randn(3, 8, dtype: ScalarType.Float64);
                    var expected = x;
                    foreach (var name in new[] { "query", "query2", "head" })
                    {
                        var weight = state[name + ".weight"] + state[name + ".lora_default.lora_B"].mm(state[name + ".lora_default.lora_A"]);
                        expected = functional.linear(expected, weight, state[name + ".bias"]);
                    }

                    return (model.forward(x) - expected).abs().max().item<double>() / expected.abs().max().item<double>();
                }
            }
            """);
        Assert.InRange(difference, 0, 1e-12);
    }

    [Fact]
    public void A_budget_of_the_derived_class_counts_for_all_of_its_adapters() => Assert.Equal(
        "8 12 9",
        Probe.Run<string>(
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            [Lora("adaptive", budget: 8)]
            public partial class Base : Module
            {
                private readonly Linear first = Linear(8, 8);
                public Base(string name) : base(name) { RegisterComponents(); AttachLora(); }
            }
            [Lora("adaptive", budget: 12)]
            public partial class Middle : Base
            {
                private readonly Linear second = Linear(8, 8);
                public Middle(string name) : base(name) { AttachLora(); }
            }
            [Lora("adaptive", budget: 9)]
            public sealed partial class Leaf : Middle
            {
                private readonly Linear third = Linear(8, 8);
                public Leaf() : base("Leaf") { AttachLora(); }
            }
            public static class Probe
            {
                public static string Run()
                {
                    var leaf = new Leaf();
                    leaf.Lora.AllocateRanksEvenly();
                    var given = leaf.First.Rank + leaf.Second.Rank + leaf.Third.Rank;
                    return $"{new Base("Base").Lora.Budget?.Amount} {new Middle("Middle").MiddleLora.Budget!.Amount} {(leaf.LeafLora.Budget!.Amount == given ? given : -1)}";
                }
            }
            """));

    [Fact]
    public void A_base_class_may_be_generic_and_live_in_another_namespace() => GeneratorHarness.Run(
        """
        namespace Digits.Bases
        {
            [Lora(8)]
            public abstract partial class Base<T> : Module where T : struct
            {
                protected readonly Linear first = Linear(8, 8);
                protected Base(string name) : base(name) { RegisterComponents(); AttachLora(); }
            }
        }

        namespace Digits.Models
        {
            [Lora(4)]
            internal sealed partial class Derived : Bases.Base<int>
            {
                private readonly Linear _first = Linear(8, 8);
                public Derived() : base("Derived") { AttachLora(); }
                public Tensor Run(Tensor x) => FirstLora.forward(First.forward(x));
            }

            [DyLora(2, 4)]
            internal sealed partial class Holder : Module
            {
                private readonly Derived inner = new();
                private readonly ModuleList<Bases.Base<int>> others = new();
                public Holder() : base("Holder") { RegisterComponents(); AttachLora(); }
                internal Derived.FirstAdapterLora Typed => Lora.Inner.FirstLora;
                public Bases.Base<int>.FirstAdapter FromTheBase => Lora.Inner.First;
                public Bases.Base<int>.FirstAdapter FromAList => Lora.Others[0].First;
            }
        }
        """);

    [Fact]
    public void A_base_class_may_hold_the_class_that_derives_from_it() => GeneratorHarness.Run(
        """
        [Lora(8)]
        public partial class Base : Module
        {
            private readonly Linear first = Linear(8, 8);
            public Base() : base("Base") { RegisterComponents(); AttachLora(); }

            [Lora(4)]
            private sealed partial class Derived : Base
            {
                private readonly Linear second = Linear(8, 8);
                public Derived() { AttachLora(); }
            }
        }
        """);

    [Fact]
    public void Classes_of_one_name_in_one_hierarchy_have_sets_of_different_names() => Assert.Equal(
        "NetLora NetLora2",
        Probe.Run<string>(
            """
            [assembly: LoraAccessibility(PlaceAccessibility.Public)]
            namespace A { [Lora(8)] public partial class Net : Module { private readonly Linear first = Linear(8, 8); public Net() : base("Net") { RegisterComponents(); AttachLora(); } } }
            namespace B { [Lora(8)] public partial class Net : A.Net { private readonly Linear second = Linear(8, 8); public Net() { AttachLora(); } } }
            namespace C { [Lora(8)] public partial class Net : B.Net { private readonly Linear third = Linear(8, 8); public Net() { AttachLora(); } } }
            public static class Probe
            {
                public static string Run()
                {
                    var net = new C.Net();
                    net.to(ScalarType.Float64);
                    return ReferenceEquals(net.NetLora.Second, net.NetLora2.Second) ? $"{nameof(net.NetLora)} {nameof(net.NetLora2)}" : "";
                }
            }
            """));

    [Fact]
    public void A_class_between_the_two_need_not_be_adapted() => GeneratorHarness.Run(
        Encoder,
        "public class Middle : Encoder { public Middle(string name) : base(name) { } }",
        LargeEncoder.Replace(": Encoder", ": Middle", StringComparison.Ordinal));

    [Fact]
    public void A_base_class_may_be_in_another_assembly()
    {
        var library = MetadataReference.CreateFromImage(GeneratorHarness.Compile(Encoder));
        var compilation = Compilations.Create(
                LargeEncoder,
                """
                [Lora(8)]
                public sealed partial class Holder : Module
                {
                    private readonly LargeEncoder large = new();
                    private readonly Encoder small = new("small");
                    public Holder() : base("Holder") { RegisterComponents(); AttachLora(); }
                    public Encoder.QueryAdapter Inherited => Lora.Large.Query;
                    public LargeEncoder.HeadAdapter Own => Lora.Large.Head;
                    public Encoder.QueryAdapter OfTheBase => Lora.Small.Query;
                }
                """)
            .WithAssemblyName("Large")
            .AddReferences(library);
        GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(output.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning));
    }
}
