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

    [Theory]
    [InlineData("public Tensor Run(Tensor x) => Act({|LORA109:query|}, x); private static Tensor Act(Module<Tensor, Tensor> layer, Tensor x) => layer.forward(x);")]
    [InlineData("public Tensor Run(Tensor x) => Act(x, layer: {|LORA109:query|}); private static Tensor Act(Tensor x, Module<Tensor, Tensor> layer) => layer.call(x);")]
    [InlineData("public Tensor Run(Tensor x) => Act({|LORA109:query|}, x); private static Tensor Act(Module<Tensor, Tensor>? layer, Tensor x) => layer?.forward(x) ?? x;")]
    [InlineData("public Tensor Run(Tensor x) => Act({|LORA109:query|}, x); private static Tensor Act(Module<Tensor, Tensor> layer, Tensor x) { var m = layer; return m.forward(x); }")]
    [InlineData("public Tensor Run(Tensor x) => new Twice({|LORA109:query|}).Run(x); private sealed class Twice(Module<Tensor, Tensor> layer) { public Tensor Run(Tensor x) => layer.forward(layer.forward(x)); }")]
    [InlineData("public Tensor Run(Tensor x) { Module<Tensor, Tensor> layer = {|LORA109:query|}; return layer.forward(x); }")]
    [InlineData("public Tensor Run(Tensor x) { Module<Tensor, Tensor> layer; layer = {|LORA109:query|}; return layer.call(x); }")]
    [InlineData("public Tensor Run(Tensor x) { foreach (var layer in new Module<Tensor, Tensor>[] { {|LORA109:query|}, gate }) x = layer.forward(x); return x; }")]
    [InlineData("public Tensor Run(Tensor x) { var layers = new Module<Tensor, Tensor>[] { {|LORA109:query|}, gate }; foreach (var layer in layers) x = layer.forward(x); return x; }")]
    [InlineData("public Tensor Run(Tensor x) { Module<Tensor, Tensor>[] layers = [{|LORA109:query|}, gate]; foreach (var layer in layers) x = layer.forward(x); return x; }")]
    [InlineData("public Tensor Run(Tensor x) { var layers = new System.Collections.Generic.List<Module<Tensor, Tensor>> { {|LORA109:query|} }; return layers[0].forward(x); }")]
    [InlineData("public Tensor Run(Tensor x) { var layers = new System.Collections.Generic.List<Module<Tensor, Tensor>>(); layers.Add({|LORA109:query|}); return layers[0].forward(x); }")]
    [InlineData("public Tensor Run(Tensor x) { System.Func<Module<Tensor, Tensor>, Tensor> run = layer => layer.forward(x); return run({|LORA109:query|}); }")]
    [InlineData("public Tensor Run(Tensor x) { (Module<Tensor, Tensor> first, Module<Tensor, Tensor> second) = ({|LORA109:query|}, gate); return second.forward(first.forward(x)); }")]
    [InlineData("public Tensor Run(Tensor x) => Act({|LORA109:query|}); private static Tensor Act(Module<Tensor, Tensor> layer) { return Inner(layer); static Tensor Inner(Module<Tensor, Tensor> m) => m.forward(zeros(1)); }")]
    [InlineData("public Module Run() => Sequential(ReLU(), Wrap({|LORA109:query|})); private static Module<Tensor, Tensor> Wrap(Module<Tensor, Tensor> layer) => layer;")]
    [InlineData("public Tensor Run(Tensor x) => new Module<Tensor, Tensor>[] { {|LORA109:query|}, gate }.Aggregate(x, (h, layer) => layer.forward(h));")]
    [InlineData("public Module<Tensor, Tensor>[] All => [{|LORA109:query|}, gate];")]
    [InlineData("public System.Collections.Generic.IEnumerable<Module<Tensor, Tensor>> All() { yield return {|LORA109:query|}; yield return gate; }")]
    public async Task LORA109_a_raw_layer_that_is_handed_on_to_code_that_runs_it(string member) =>
        Assert.Equal(["'query' runs here without its adapter: hand 'QueryLora' on instead"], await AnalyzerHarness.Verify(Net(member)));

    [Theory]
    [InlineData("public Tensor Run(Tensor x) { var layer = {|LORA109:query|}; return layer.forward(x); }")]
    [InlineData("public Tensor Run(Tensor x) => {|LORA109:query|} is Module<Tensor, Tensor> layer ? layer.forward(x) : x;")]
    [InlineData("public Tensor Run(Tensor x) { var (first, second) = ({|LORA109:query|}, gate); return second.forward(first.forward(x)); }")]
    [InlineData("public Tensor Run(Tensor x) => Act({|LORA109:query|}, x); private static Tensor Act(Linear layer, Tensor x) => layer.forward(x);")]
    [InlineData("public Tensor Run(Tensor x) { foreach (var layer in new[] { {|LORA109:query|}, gate }) x = layer.forward(x); return x; }")]
    [InlineData("public Tensor Run(Tensor x) => Act({|LORA109:query|}, x); private static Tensor Act<T>(T layer, Tensor x) where T : Module<Tensor, Tensor> => layer.forward(x);")]
    public async Task LORA109_a_raw_layer_that_is_handed_on_as_a_layer(string member) => Assert.Equal(
        ["'query' runs here without its adapter: hand 'QueryLora' on instead, as a Module<Tensor, Tensor>"], await AnalyzerHarness.Verify(Net(member)));

    [Theory]
    [InlineData("public Tensor Run(Tensor x, bool wide) => (wide ? {|LORA109:query|} : gate).forward(x);")]
    [InlineData("public Tensor Run(Tensor x, int n) => (n switch { 0 => {|LORA109:query|}, _ => gate }).forward(x);")]
    [InlineData("public Tensor Run(Tensor x) => ({|LORA109:query|} ?? gate).forward(x);")]
    public async Task LORA109_a_raw_layer_that_is_one_of_several(string member) =>
        Assert.Equal(["'query' runs here without its adapter: write 'QueryLora'"], await AnalyzerHarness.Verify(Net(member)));

    [Theory]
    [InlineData("layers = [{|LORA109:query|}];")]
    [InlineData("layers = new Module<Tensor, Tensor>[] { {|LORA109:query|} };")]
    [InlineData("list.Add({|LORA109:query|});")]
    [InlineData("alias = {|LORA109:query|};")]
    [InlineData("layers = new Module<Tensor, Tensor>[1]; layers[0] = {|LORA109:query|};")]
    public async Task LORA109_a_raw_layer_that_the_constructor_stores_for_later(string statement) => Assert.Equal(
        ["'query' runs here without its adapter: call 'Query' where what is stored here runs"],
        await AnalyzerHarness.Verify(
            $$"""
            [Lora(8)]
            public sealed partial class Net : Module
            {
                private readonly Linear query = Linear(64, 64);
                [NoLora] private Module<Tensor, Tensor>[] layers = [];
                [NoLora] private System.Collections.Generic.List<Module<Tensor, Tensor>> list = [];
                [NoLora] private Module<Tensor, Tensor>? alias;
                public Net() : base("Net") { {{statement}} RegisterComponents(); AttachLora(); }
                public object? All => (layers, list, alias);
            }
            """));

    [Fact]
    public Task A_constructor_may_look_at_raw_layers() => AnalyzerHarness.VerifyNone(
        """
        [Lora(8)]
        public sealed partial class Net : Module
        {
            private readonly Linear query = Linear(64, 64), key;
            public Net(Linear key) : base("Net")
            {
                this.key = key;
                foreach (var layer in new[] { query, key }) { init.zeros_(layer.weight!); }
                Start(query);
                var first = query;
                first.forward(zeros(1, 64)).Dispose();
                RegisterComponents();
                AttachLora();
            }
            private static void Start(Linear layer) => layer.forward(zeros(1, 64)).Dispose();
        }
        """);

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
    [InlineData("public Tensor Size() => Norm(query); private static Tensor Norm(Linear layer) => layer.weight!.norm();")]
    [InlineData("public bool Has() => Has(query); private static bool Has(Linear? layer) => layer is not null && layer != null && nameof(layer).Length > 0;")]
    [InlineData("public object Show() => Show(query); private static object Show(Linear layer) => new Pair(layer, 1); private sealed record Pair(Linear Layer, int Count);")]
    [InlineData("public Tensor Size() { var layer = query; return layer.weight!.norm(); }")]
    [InlineData("public long Size() { long n = 0; foreach (var layer in new[] { query, gate }) n += layer.weight!.numel(); return n; }")]
    [InlineData("public long Size() => new[] { query, gate }.Sum(layer => layer.weight!.numel());")]
    [InlineData("public Linear Base => query;")]
    [InlineData("public bool Same(object other) => ReferenceEquals(query, other);")]
    [InlineData("public Tensor Run(Tensor x) => Act(gate, x); private static Tensor Act(Module<Tensor, Tensor> layer, Tensor x) => layer.forward(x);")]
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
        using System.Linq;
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
