using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests.Diagnostics;

public class InitializationTests
{
    private const string Nothing = "the initialization leaves the model unchanged, so nothing has to be compensated";

    [Theory]
    [InlineData("[DyLora(2, 8, Init = {|LORA220:AdapterInitialization.Pissa|})]", "Pissa", "DyLora", "whose ranks share one base, which could be compensated at one of them only")]
    [InlineData("[DyLora(2, 8, Init = {|LORA220:AdapterInitialization.LoraGa|})]", "LoraGa", "DyLora", "whose ranks share one base, which could be compensated at one of them only")]
    [InlineData("[Lors(8, Init = {|LORA220:AdapterInitialization.Xavier|})]", "Xavier", "Lors", "which reads its mask from the weight, and compensating that would move its zeros")]
    [InlineData("[Lors(8, Init = {|LORA220:AdapterInitialization.Target|})]", "Target", "Lors", "which reads its mask from the weight, and compensating that would move its zeros")]
    public async Task LORA220_an_initialization_that_the_base_cannot_be_compensated_for(string attribute, string start, string method, string reason)
    {
        string[] expected = [$"AdapterInitialization.{start} sets B·A ≠ 0, which cannot be used with [{method}], {reason}: write Gaussian, Eva or Gradient, or leave Init out"];
        Assert.Equal(expected, await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal(expected, await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Theory]
    [InlineData("[DyLora(2, 8, Init = AdapterInitialization.Eva)]")]
    [InlineData("[DyLora(2, 8, Init = AdapterInitialization.Original)]")]
    [InlineData("[Lors(8, Init = AdapterInitialization.Gradient)]")]
    [InlineData("[Lora(8, Init = AdapterInitialization.Pissa, Compensate = false)]")]
    [InlineData("[Lora(\"adaptive\", 8, Init = AdapterInitialization.LoraGa)]")]
    [InlineData("[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Init = AdapterInitialization.Original)]")]
    public async Task A_start_that_goes_with_its_method_is_right(string attribute)
    {
        await AnalyzerHarness.VerifyNone(Models.WithClassAttribute(attribute));
        await AnalyzerHarness.VerifyNone(Models.WithFieldAttribute(attribute));
    }

    [Theory]
    [InlineData("Lora(8, Init = {|LORA221:AdapterInitialization.Eva|})", "private readonly Linear layer = Linear(64, 64); private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(8, Init = {|LORA221:AdapterInitialization.Eva|})", "[Lora(4)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(8)", "[Lora(4, Init = {|LORA221:AdapterInitialization.Eva|})] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("Lora(8)", "[DyLora(2, 4, Init = {|LORA221:AdapterInitialization.Eva|})] private readonly Embedding tokens = Embedding(64, 64);")]
    public async Task LORA221_a_start_from_inputs_that_an_embedding_has_not(string attribute, string fields) => Assert.Equal(
        ["AdapterInitialization.Eva reads the directions of the layer's inputs, and 'tokens', an Embedding, has none: give it an Init of its own, or leave it out with [NoLora]"],
        await AnalyzerHarness.Verify(Net(attribute, fields)));

    [Theory]
    [InlineData("[Lora(4, Init = AdapterInitialization.Gaussian)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[Lora(4, Init = AdapterInitialization.Original)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[DyLora(2, 4)] private readonly Embedding tokens = Embedding(64, 64);")]
    [InlineData("[NoLora] private readonly Embedding tokens = Embedding(64, 64);")]
    public Task An_embedding_with_a_start_of_its_own_is_right(string embedding) => AnalyzerHarness.VerifyNone(
        Net("Lora(8, Init = AdapterInitialization.Eva)", "private readonly Linear layer = Linear(64, 64); " + embedding));

    [Fact]
    public async Task LORA216_a_start_that_contradicts_AdaLoRA() => Assert.Equal(
        ["AdapterInitialization.Pissa cannot be used with AdaLoRA: it initializes P, Λ and Q itself; leave Init out"],
        await AnalyzerHarness.Verify(Models.WithClassAttribute(
            "[Lora(\"adaptive\", 8, Allocation = AllocationStrategy.AdaLora, Init = {|LORA216:AdapterInitialization.Pissa|})]")));

    [Fact]
    public async Task LORA216_a_start_of_the_class_that_contradicts_the_fields_AdaLoRA() => Assert.Equal(
        ["AdapterInitialization.Pissa cannot be used with AdaLoRA: it initializes P, Λ and Q itself; write Init = AdapterInitialization.Original here"],
        await AnalyzerHarness.Verify(Net(
            "Lora(4, Init = AdapterInitialization.Pissa)",
            "private readonly Linear up = Linear(64, 64); [Lora(\"adaptive\", 8, Allocation = {|LORA216:AllocationStrategy.AdaLora|})] private readonly Linear down = Linear(64, 64);")));

    [Theory]
    [InlineData("[Lora(8, Compensate = {|LORA211:false|})]")]
    [InlineData("[Lora(8, Init = AdapterInitialization.Eva, Compensate = {|LORA211:true|})]")]
    public async Task LORA211_nothing_to_compensate_for(string attribute)
    {
        Assert.Equal([$"'Compensate' has no effect, because {Nothing}"], await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));
        Assert.Equal([$"'Compensate' has no effect, because {Nothing}"], await AnalyzerHarness.Verify(Models.WithFieldAttribute(attribute)));
    }

    [Fact]
    public Task A_fields_start_makes_use_of_the_classs_compensation() => AnalyzerHarness.VerifyNone(Net(
        "Lora(8, Compensate = false)", "[Lora(8, Init = AdapterInitialization.Olora)] private readonly Linear layer = Linear(64, 64);"));

    [Theory]
    [InlineData("[Lora(8, Init = {|LORA214:(AdapterInitialization)99|})]")]
    [InlineData("[DyLora(2, 8, Init = {|LORA214:(AdapterInitialization)99|})]")]
    [InlineData("[Lors(8, Init = {|LORA214:(AdapterInitialization)99|})]")]
    public async Task LORA214_a_start_that_is_none(string attribute) => Assert.Equal(
        ["Init is (AdapterInitialization)99, which is no member of AdapterInitialization: name one, or leave the option out"],
        await AnalyzerHarness.Verify(Models.WithClassAttribute(attribute)));

    private static string Net(string attribute, string fields) =>
        $$"""
        [{{attribute}}]
        public sealed partial class Net : Module<Tensor, Tensor>
        {
            {{fields}}

            public Net() : base(nameof(Net))
            {
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => x;
        }
        """;
}
