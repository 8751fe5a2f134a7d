using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

[Collection(Probe.Collection)]
public class TargetSelectionTests
{
    [Fact]
    public void Targets_adapts_the_named_fields_alone() => GeneratorHarness.Verify([
        Attention("[Lora(8, Targets = new[] { nameof(query), \"Value\" })]")]);

    [Theory]
    [InlineData("[Lora(8)]", "query _key value queryGate output")]
    [InlineData("[Lora(8, Targets = new[] { \"query\", \"Key\" })]", "query _key output")]
    [InlineData("[Lora(8, Targets = new string[] { \"que*\" })]", "query queryGate output")]
    [InlineData("[Lora(8, Targets = new[] { \"*\" }, Exclude = new[] { \"queryGate\" })]", "query _key value output")]
    [InlineData("[Lora(8, Exclude = new[] { \"_key\", \"Query*\" })]", "value output")]
    [InlineData("[DyLora(2, 4, Exclude = new[] { \"value\" })]", "query _key queryGate output")]
    [InlineData("[Lora(8, Targets = null, Exclude = null)]", "query _key value queryGate output")]
    [InlineData("[Lora(8, Targets = new string[0])]", "output")]
    public void The_named_layers_are_those_that_have_adapters(string attribute, string expected) => Assert.Equal(
        expected,
        Probe.Run<string>(
            Attention(attribute),
            """
            public static class Probe
            {
                public static string Run() => string.Join(" ", System.Linq.Enumerable.Select(new Attention().Lora.Named(), found => found.Path));
            }
            """));

    private static string Attention(string attribute) =>
        $$"""
        {{attribute}}
        public sealed partial class Attention : Module
        {
            private readonly Linear query = Linear(8, 8), _key = Linear(8, 8), value = Linear(8, 8), queryGate = Linear(8, 8);
            [Lora(2)] private readonly Linear output = Linear(8, 8);
            public Attention() : base("Attention") { RegisterComponents(); AttachLora(); }
        }
        """;
}
