using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class RawLayerTests
{
    [Theory]
    [InlineData("public Tensor Run(Tensor x) => {|LORA109:query|}.forward(x);")]
    [InlineData("public Tensor Run(Tensor x) => this.{|LORA109:query|}.call(x);")]
    [InlineData("public Tensor Run(Tensor x) => {|LORA109:query|}!.forward(x);")]
    [InlineData("public Tensor Run(Tensor x) => ({|LORA109:query|}).forward(x);")]
    [InlineData("public Tensor? Run(Tensor x) => {|LORA109:query|}?.forward(x);")]
    [InlineData("public Tensor? Run(Tensor x) => this?.{|LORA109:query|}?.forward(x);")]
    [InlineData("public System.Func<Tensor, Tensor> Run() => x => {|LORA109:query|}.forward(x);")]
    [InlineData("public System.Func<Tensor, Tensor> Run() => {|LORA109:query|}.forward;")]
    [InlineData("public static Tensor Run(Net net, Tensor x) => net.{|LORA109:query|}.forward(x);")]
    [InlineData("public Tensor Run(Tensor x) { return Twice(x); Tensor Twice(Tensor y) => {|LORA109:query|}.forward({|LORA109:query|}.forward(y)); }")]
    [InlineData("public sealed class Inner { public Tensor Run(Net net, Tensor x) => net.{|LORA109:query|}.forward(x); }")]
    public async Task LORA109_a_raw_layer_that_runs(string member) => Assert.All(
        await AnalyzerHarness.Verify(Net(member)),
        message => Assert.Equal("'query' runs here without its adapter: write 'QueryLora'", message));

    [Theory]
    [InlineData("Sequential({|LORA109:query|}, ReLU())")]
    [InlineData("Sequential((\"query\", {|LORA109:query|}), (\"relu\", ReLU()))")]
    [InlineData("Sequential(new Module<Tensor, Tensor>[] { {|LORA109:query|} })")]
    [InlineData("Sequential(ReLU()).append({|LORA109:query|})")]
    public async Task LORA109_a_raw_layer_that_is_handed_to_a_Sequential(string sequence)
    {
        var message = Assert.Single(await AnalyzerHarness.Verify(Net($"public Module Run() => {sequence};")));
        Assert.Equal(
            "'query' runs here without its adapter: leave it out of the Sequential and call 'QueryLora' in forward", message);
    }

    [Fact]
    public Task LORA109_in_a_class_that_derives_from_an_adapted_one() => AnalyzerHarness.Verify(
        """
        public partial class Base : Module
        {
            [Lora(8)] protected readonly Linear first = Linear(64, 64);
            public Base() : base("Base") { RegisterComponents(); AttachLora(); }
        }
        public sealed class Derived : Base
        {
            public Tensor Run(Tensor x) => {|LORA109:first|}.forward(x);
        }
        """);

    [Theory]
    [InlineData("public Tensor Run(Tensor x) => QueryLora.forward(gate.forward(x));")]
    [InlineData("public Tensor Tied(Tensor x) => functional.linear(x, query.weight!);")]
    [InlineData("public void Start() => init.zeros_(query.weight!);")]
    [InlineData("public string Name => nameof(query.forward);")]
    [InlineData("public void Move() => query.to(ScalarType.Float64);")]
    [InlineData("public Module Run() => Sequential(ReLU(), Wrap(query)); private static Module<Tensor, Tensor> Wrap(Linear layer) => layer;")]
    public Task Other_uses_of_a_raw_layer_are_right(string member) => AnalyzerHarness.VerifyNone(Net(member));

    [Fact]
    public Task A_constructor_may_run_a_raw_layer() => AnalyzerHarness.VerifyNone(
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Linear query = Linear(64, 64);
            public Net() : base("Net") { query.forward(zeros(1, 64)).Dispose(); RegisterComponents(); AttachLora(); }
        }
        """);

    // A member of the name that the property would have makes it another one: the message has to say which.
    private static string Net(string member) =>
        $$"""
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Linear query = Linear(64, 64);
            [NoLora] private readonly Linear gate = Linear(64, 64);
            public Net() : base("Net") { RegisterComponents(); AttachLora(); }
            public int Query => 1;
            {{member}}
        }
        """;
}
