using LoraDsl.Generators.Tests.Harness;

namespace LoraDsl.Generators.Tests;

/// <summary>The generated code goes with whatever the language allows its class to be.</summary>
public class LanguageFormTests
{
    [Fact]
    public void Keywords_as_names() => GeneratorHarness.Run(
        """
        namespace @namespace.@event;

        [Lora(8)]
        public sealed partial class @class<@int> : Module where @int : class
        {
            private readonly Linear @base = Linear(8, 8), @void = Linear(8, 8), value = Linear(8, 8), field = Linear(8, 8);
            [Lora(4)] private readonly Embedding @new = Embedding(8, 8);
            public @class() : base("class") { RegisterComponents(); AttachLora(); }
            public Tensor Run(Tensor x) => Base.forward(Void.forward(Value.forward(Field.forward(New.forward(x)))));
        }

        [Lora(8)]
        public sealed partial class Holder : Module
        {
            private readonly @class<string> @default = new();
            public Holder() : base("Holder") { RegisterComponents(); AttachLora(); }
            public Tensor Run(Tensor x) => Lora.Default.Base.forward(x);
        }
        """);

    [Fact]
    public void A_class_with_a_primary_constructor_and_constraints() => GeneratorHarness.Run(
        """
        [Lora(8)]
        public sealed partial class Net<T>(long width, T tag) : Module("Net")
            where T : System.IComparable<T>, new()
        {
            private readonly Linear head = Linear(width, width);
            private readonly long[] sizes = [width, 2 * width];
            public Net(long width) : this(width, new T()) { RegisterComponents(); AttachLora(); }
            public T Tag => tag;
            public long Last => sizes[^1];
            public Tensor Run(Tensor x) => Head.forward(x);
        }
        """);

    [Fact]
    public void Required_and_mutable_fields_of_every_visibility() => GeneratorHarness.Run(
        """
        [Lora(8)]
        internal partial class Net : Module
        {
            public required Linear head;
            protected internal Linear first = Linear(8, 8);
            private protected Embedding second = Embedding(8, 8);
            internal volatile Conv2d? third;
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
            public Net() : base("Net") { head = Linear(8, 8); third = Conv2d(1, 1, 1); RegisterComponents(); AttachLora(); }
        }
        """);

    [Fact]
    public void A_users_own_types_may_have_the_names_that_generated_code_uses() => GeneratorHarness.Run(
        """
        namespace Digits.TorchSharp
        {
            public class Tensor;
        }

        namespace Digits.System
        {
            [LoraDsl.Lora(8)]
            public sealed partial class Linear : global::TorchSharp.torch.nn.Module
            {
                private readonly global::TorchSharp.Modules.Linear tensor = Linear(8, 8);
                private readonly global::TorchSharp.Modules.Conv2d conv2d = Conv2d(8, 8, 1);
                public Linear() : base("Linear") { RegisterComponents(); AttachLora(); }
            }
        }
        """);

    [Fact]
    public void A_field_that_is_refused_does_not_take_the_others_with_it() => Assert.Contains(
        "HeadAdapter Head",
        GeneratorHarness.Run(
            """
            [Lora(8)]
            public sealed partial class Net : Module
            {
                private readonly Linear head = Linear(8, 8);
                [Lora(8)] private readonly LayerNorm norm = LayerNorm(8);
                public Net() : base("Net") { RegisterComponents(); AttachLora(); }
                public Tensor Run(Tensor x) => norm.forward(Head.forward(x));
            }
            """)["Net.Lora.g.cs"],
        StringComparison.Ordinal);
}
