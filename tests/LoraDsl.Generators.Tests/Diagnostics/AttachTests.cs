using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class AttachTests
{
    private const string Block =
        """
        [Lora(4)]
        public sealed partial class Block : Module
        {
            private readonly Linear up = Linear(64, 64);
            public Block() : base("Block") { RegisterComponents(); AttachLora(); }
        }
        """;

    [Theory]
    [InlineData("public {|LORA107:Net|}() : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); }")]
    [InlineData("public {|LORA107:Net|}() : base(\"Net\") => layer = Linear(64, 64);")]
    [InlineData("public Net() : this(64) { } private {|LORA107:Net|}(int width) : base(\"Net\") { layer = Linear(width, width); RegisterComponents(); }")]
    [InlineData("public Net() : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); AttachLora(); } protected {|LORA107:Net|}(Linear layer) : base(\"Net\") { this.layer = layer; RegisterComponents(); }")]
    [InlineData("public {|LORA107:Net|}() : base(\"Net\") { layer = Linear(64, 64); Build(); } private void Build() => RegisterComponents(); private void Late() => AttachLora();")]
    public async Task LORA107_a_constructor_that_attaches_nothing(string members)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Net(members)));
        Assert.Equal("'Net' has a constructor that does not call AttachLora(): call it at the end", message);
    }

    [Fact]
    public async Task LORA107_a_class_without_a_constructor()
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(
            "public abstract class Base : Module { protected Base() : base(\"Base\") { } }",
            "[Lora(8)] public sealed partial class {|LORA107:Net|} : Base { private readonly Linear layer = Linear(64, 64); }"));
        Assert.Equal(
            "'Net' has no constructor that calls AttachLora(): write one that ends with RegisterComponents(); AttachLora();", message);
    }

    [Fact]
    public async Task LORA107_a_primary_constructor()
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(
            "[Lora(8)] public sealed partial class {|LORA107:Net|}(int width) : Module(\"Net\") { private readonly Linear layer = Linear(width, width); }"));
        Assert.Equal(
            "'Net' has a primary constructor, which cannot call AttachLora(): write a constructor with a body", message);
    }

    [Fact]
    public Task LORA107_a_base_class_does_not_attach_for_an_adapted_class() => AnalyzerHarness.Verify(
        "public abstract class Base : Module { protected Base() : base(\"Base\") { RegisterComponents(); } }",
        "[Lora(8)] public sealed partial class Net : Base { private readonly Linear layer = Linear(64, 64); public {|LORA107:Net|}() { } }");

    [Theory]
    [InlineData("public Net(bool early) : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); if (early) { {|LORA107:return;|} } AttachLora(); }")]
    [InlineData("public Net(bool early) : base(\"Net\") { layer = Linear(64, 64); Finish(early); } private void Finish(bool early) { RegisterComponents(); if (early) {|LORA107:return;|} AttachLora(); }")]
    [InlineData("public Net(int n) : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); switch (n) { case 0: {|LORA107:return;|} default: break; } Finish(); } private void Finish() => AttachLora();")]
    public async Task LORA107_a_constructor_that_may_return_before(string members)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Net(members)));
        Assert.Equal("'Net' may return here before AttachLora() has run, and has no adapters then: call it before", message);
    }

    [Theory]
    [InlineData("public Net(bool early) : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); if (early) { AttachLora(); return; } AttachLora(); }")]
    [InlineData("public Net(bool early) : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); AttachLora(); if (early) { return; } train(false); }")]
    [InlineData("public Net() : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); System.Func<int> one = () => { return 1; }; one(); AttachLora(); }")]
    [InlineData("public Net() : base(\"Net\") { layer = Make(); RegisterComponents(); AttachLora(); } private static Linear Make() { return Linear(64, 64); }")]
    public Task A_return_that_leaves_nothing_out_is_right(string members) => AnalyzerHarness.VerifyNone(Net(members));

    [Theory]
    [InlineData("public Net() : this(64) { } private Net(int width) : base(\"Net\") { layer = Linear(width, width); RegisterComponents(); AttachLora(); }")]
    [InlineData("public Net() : base(\"Net\") { layer = Linear(64, 64); Finish(); } private void Finish() { RegisterComponents(); Attach(); } private void Attach() => AttachLora();")]
    [InlineData("public Net(bool wide) : base(\"Net\") { layer = wide ? Linear(64, 64) : Linear(64, 32); RegisterComponents(); if (wide) { AttachLora(); } else { AttachLora(); } }")]
    [InlineData("static Net() { } public Net() : base(\"Net\") { try { layer = Linear(64, 64); } finally { RegisterComponents(); } this.AttachLora(); }")]
    [InlineData("public Net() : base(\"Net\") { layer = Linear(64, 64); register_module(\"layer\", layer); AttachLora(); }")]
    [InlineData("public Net() : base(\"Net\") { layer = Linear(64, 64); Register(this); AttachLora(); } private static void Register(Net net) => net.RegisterComponents();")]
    public Task A_constructor_that_attaches_once_at_the_end_is_right(string members) => AnalyzerHarness.VerifyNone(Net(members));

    [Theory]
    [InlineData("{ {|LORA108:AttachLora()|}; layer = Linear(64, 64); RegisterComponents(); }", "runs before 'layer' is assigned: move it to the end of the constructor")]
    [InlineData("{ layer = Linear(64, 64); {|LORA108:AttachLora()|}; RegisterComponents(); }", "runs before RegisterComponents(): move it to the end of the constructor")]
    [InlineData("{ layer = Linear(64, 64); {|LORA108:AttachLora()|}; }", "runs without RegisterComponents(): call that first")]
    [InlineData("{ layer = Linear(64, 64); RegisterComponents(); AttachLora(); {|LORA108:this.AttachLora()|}; }", "runs a second time: remove this call")]
    [InlineData("{ layer = Linear(64, 64); RegisterComponents(); AttachLora(); if (Training) {|LORA108:AttachLora()|}; } private static bool Training => true;", "runs a second time: remove this call")]
    [InlineData("{ layer = Linear(64, 64); RegisterComponents(); foreach (var _ in new int[1]) { {|LORA108:AttachLora()|}; } }", "runs in a loop: move it to the end of the constructor")]
    [InlineData("{ {|LORA108:Finish()|}; layer = Linear(64, 64); } private void Finish() { RegisterComponents(); AttachLora(); }", "runs before 'layer' is assigned: move it to the end of the constructor")]
    [InlineData("{ RegisterComponents(); {|LORA108:AttachLora()|}; (layer, _) = (Linear(64, 64), 1); }", "runs before 'layer' is assigned: move it to the end of the constructor")]
    public async Task LORA108_a_call_in_the_wrong_place(string body, string problem)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Net("public Net() : base(\"Net\") " + body)));
        Assert.Equal("AttachLora() " + problem, message);
    }

    [Fact]
    public Task LORA108_a_second_call_after_that_of_another_constructor() => AnalyzerHarness.Verify(Net(
        """
        public Net() : this(64) { {|LORA108:AttachLora()|}; }
        private Net(int width) : base("Net") { layer = Linear(width, width); RegisterComponents(); AttachLora(); }
        """));

    [Fact]
    public Task LORA108_a_child_that_is_made_too_late() => AnalyzerHarness.Verify(
        Block,
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Block block;
            public Net() : base("Net") { RegisterComponents(); {|LORA108:AttachLora()|}; block = new Block(); }
        }
        """);

    [Theory]
    [InlineData("public Net() : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); AttachLora(); {|LORA112:layer = Linear(64, 64)|}; }")]
    [InlineData("public Net() : this(1) { {|LORA112:layer = Linear(64, 64)|}; } private Net(int _) : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); AttachLora(); }")]
    [InlineData("public Net() : base(\"Net\") { Reset(); RegisterComponents(); AttachLora(); } private void Reset() => layer = Linear(64, 64); public void Renew() { {|LORA112:(layer, _) = (Linear(64, 64), 1)|}; }")]
    [InlineData("public Net() : base(\"Net\") { layer = Linear(64, 64); RegisterComponents(); AttachLora(); } public static Net Of(Linear layer) { var net = new Net(); {|LORA112:net.layer = layer|}; return net; }")]
    public async Task LORA112_a_layer_that_is_replaced(string members)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Net(members, "")));
        Assert.Equal(
            "'layer' is assigned after AttachLora(), and its adapter would stay with the old one: assign it before, or make a new model",
            message);
    }

    [Fact]
    public Task A_layer_that_is_given_up_is_not_replaced() => AnalyzerHarness.VerifyNone(
        """
        public sealed partial class Net : Module
        {
            [Lora(8)] private Linear? layer;
            public Net() : base("Net") { Build(); RegisterComponents(); AttachLora(); }
            private void Build() => layer = Linear(64, 64);
            public void Release() { layer?.Dispose(); layer = null; }
        }
        """);

    [Fact]
    public Task A_class_that_generates_nothing_has_nothing_to_attach() => AnalyzerHarness.Verify(
        "[{|LORA301:Lora(8)|}] public sealed partial class Net : Module { public Net() : base(\"Net\") { } }");

    [Theory]
    [InlineData("AttachLora()")]
    [InlineData("this.AttachLora()")]
    public async Task LORA116_a_class_without_an_attribute(string call) => Assert.Equal(
        ["'Net' has no attribute, so that it has no AttachLora(): write [Lora(…)] on it, which adapts its layers and joins those of its children, or remove the call"],
        await AnalyzerHarness.Verify(
            Block,
            $$"""
            public sealed partial class Net : Module
            {
                private readonly Block block = new();
                public Net() : base("Net") { RegisterComponents(); {|LORA116:{{call}}|}; }
                public Block Block => block;
            }
            """));

    [Fact]
    public Task A_method_of_the_users_own_of_that_name_is_right() => AnalyzerHarness.VerifyNone(
        """
        public sealed class Net : Module
        {
            public Net() : base("Net") { AttachLora(); }
            private void AttachLora() { }
        }
        """);

    private static string Net(string members, string modifier = "readonly") =>
        $$"""
        [Lora(8)]
        public partial class Net : Module
        {
            private {{modifier}} Linear layer;
            {{members}}
        }
        """;
}
