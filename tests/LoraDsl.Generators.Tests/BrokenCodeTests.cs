using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>An editor asks for generated code while the source is half typed.</summary>
public class BrokenCodeTests
{
    private const string Class =
        """
        namespace Models;
        [Lora(8, Alpha = 16)]
        public sealed partial class Head<T> : Module<Tensor, Tensor> where T : class
        {
            [DyLora(4, 16)] private readonly Linear output = Linear(8, 8);
            private readonly ModuleList<Head<T>> children;
            public Head() : base(nameof(Head)) { RegisterComponents(); AttachLora(); }
            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;

    [Fact]
    public void A_class_can_be_typed_from_its_first_to_its_last_character()
    {
        for (var length = 0; length < Class.Length; length += 3)
        {
            GeneratorHarness.RunBroken(Class[..length]);
        }
    }

    [Theory]
    [InlineData("[Lora(8)] public partial class A : Module { private Linear x; private Unknown y; private ModuleList<Unknown> z; }")]
    [InlineData("[Lora(Unknown)] public partial class A : Unknown<A> { private Linear x, , y; }")]
    [InlineData("[Lora] [DyLora] [Lora(\"\")] public partial class : Module { [Lora(] private Linear; }")]
    [InlineData("[Lora(8)] public partial class A : A { private A a; private Linear x; }")]
    [InlineData("[Lora(8)] public partial class A : B { private Linear x; } [Lora(8)] public partial class B : A { private Linear x; }")]
    [InlineData("[Lora(8)] public partial class A : Module { Linear x; } [Lora(8)] public partial class A : Module { Linear x; }")]
    [InlineData("[Lora(8)] public partial class A : Module { Linear x; } [Lora(8)] public partial struct A { Linear x; }")]
    [InlineData("namespace A { [Lora(8)] public partial class B : Module { Linear x; } } public partial class A { [Lora(8)] public partial class B : Module { Linear x; } }")]
    [InlineData("[Lora(8)] private Linear x; [Lora(8)] int f() { } [assembly: Lora(8)] }}} class")]
    public void Code_that_does_not_compile_is_no_reason_to_throw(string source) => GeneratorHarness.RunBroken(source);

    [Fact]
    public void Classes_that_differ_by_case_get_files_of_their_own()
    {
        static string Model(string name) =>
            $"[Lora(8)] public partial class {name} : Module {{ private readonly Linear x = Linear(2, 2); public {name}() : base(\"x\") {{ RegisterComponents(); AttachLora(); }} }}";
        var names = GeneratorHarness.Run(Model("Net"), Model("NET")).Keys;
        Assert.Equal(["LoraDsl.Generated.LinearLora.g.cs", "NET.Lora.g.cs", "Net_2.Lora.g.cs"], names);
        Assert.Equal(names, GeneratorHarness.Run(Model("NET"), Model("Net")).Keys);
    }

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        string[] sources =
        [
            Class,
            "[Lora(4)] public partial class A : Module { private readonly Linear x = Linear(2, 2); public A() : base(\"A\") { RegisterComponents(); AttachLora(); } }",
            "[DyLora(4, 8)] public partial class B : Module { private readonly A x = new A(); public B() : base(\"B\") { RegisterComponents(); AttachLora(); } }",
        ];
        Assert.Equal(GeneratorHarness.RunBroken(sources), GeneratorHarness.RunBroken([.. sources.Reverse()]));
    }

    [Fact]
    public void A_cancelled_run_stops_and_leaves_nothing_half_known()
    {
        var compilation = Compilations.Create(Class);
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => Pipeline.ProjectDeclarations.Of(compilation, cancellation.Token));
        Assert.ThrowsAny<OperationCanceledException>(
            () => GeneratorHarness.CreateDriver().RunGenerators(compilation, cancellation.Token));
        Assert.Equal(2, GeneratorHarness.CreateDriver().RunGenerators(compilation).GetRunResult().Results[0].GeneratedSources.Length);
    }
}
