namespace LoraDsl.Generators.Tests.Harness;

/// <summary>Models for tests that are about one attribute or one field.</summary>
internal static class Models
{
    /// <summary>A class with one adapted layer <c>output</c>.</summary>
    public static string WithClassAttribute(string attribute) => Write(attribute, "private readonly Linear output;");

    /// <summary>A class without an attribute, whose layer <c>output</c> has one.</summary>
    public static string WithFieldAttribute(string attribute) => Write("", $"{attribute} private readonly Linear output;");

    private static string Write(string attribute, string field) =>
        $$"""
        {{attribute}}
        public sealed partial class Head : Module<Tensor, Tensor>
        {
            {{field}}

            public Head() : base(nameof(Head))
            {
                output = Linear(64, 32);
                RegisterComponents();
                AttachLora();
            }

            public override Tensor forward(Tensor x) => Output.forward(x);
        }
        """;
}
