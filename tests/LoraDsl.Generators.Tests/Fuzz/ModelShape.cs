using System.Globalization;
using System.Text;

namespace LoraDsl.Generators.Tests.Fuzz;

/// <summary>A random adaptable model as source, with the paths of its places.</summary>
/// <param name="Source">Its classes: the model is <c>Net</c>, which maps (N, 8) to (N, 8).</param>
/// <param name="Paths">The path of each place.</param>
internal sealed record ModelShape(string Source, IReadOnlyList<string> Paths)
{
    private const int Width = 8;

    public static ModelShape Make(Random random)
    {
        var (fields, calls, paths) = (new StringBuilder(), new StringBuilder(), new List<string>());
        var blocks = random.Next(4);
        for (var part = 0; part < 1 + random.Next(4); part++)
        {
            var name = $"part{part}";
            var property = $"Part{part}";
            switch (random.Next(9) / 2)
            {
                case 0:
                    Field($"private readonly Linear {name} = Linear({Width}, {Width});");
                    Call($"x = {property}.forward(x);");
                    paths.Add(name);
                    break;
                case 1:
                    Field($"private readonly Module<Tensor, Tensor> {name} = Linear({Width}, {Width}, hasBias: false);");
                    Call($"x = {property}.forward(x);");
                    paths.Add(name);
                    break;
                case 2:
                    Field($"private readonly Module<Tensor, Tensor> {name} = Sequential((\"up\", Linear({Width}, 12)), (\"act\", Tanh()), (\"down\", Linear(12, {Width})));");
                    Call($"x = {name}.call(x);");
                    paths.AddRange([$"{name}.up", $"{name}.down"]);
                    break;
                case 3:
                    Field($"private readonly ModuleList<Linear> {name} = ModuleList(Linear({Width}, {Width}), Linear({Width}, {Width}));");
                    Call($"x = {property}[0].forward(x) + {property}[1].forward(x);");
                    paths.AddRange([$"{name}.0", $"{name}.1"]);
                    break;
                default:
                    Field($"private readonly Conv1d {name} = Conv1d(1, 1, 3, padding: 1);");
                    Call($"x = {property}.forward(x.unsqueeze(1)).squeeze(1);");
                    paths.Add(name);
                    break;
            }
        }

        if (blocks > 0)
        {
            Field($"private readonly ModuleList<Block> blocks = ModuleList({string.Join(", ", Enumerable.Repeat("new Block()", blocks))});");
            Call("foreach (var block in blocks) { x = block.forward(x); }");
            for (var block = 0; block < blocks; block++)
                paths.AddRange([$"blocks.{block}.query", $"blocks.{block}.value"]);
        }

        var source = string.Create(CultureInfo.InvariantCulture, $$"""
            [Adaptable]
            public sealed partial class Block : Module<Tensor, Tensor>
            {
                private readonly Linear query = Linear({{Width}}, {{Width}});
                private readonly Linear value = Linear({{Width}}, {{Width}});

                public Block() : base(nameof(Block)) { RegisterComponents(); }

                public override Tensor forward(Tensor x) => x + Value.forward(Query.forward(x).tanh());
            }

            [Adaptable]
            public sealed partial class Net : Module<Tensor, Tensor>
            {
                {{fields}}
                public Net() : base(nameof(Net)) { RegisterComponents(); }

                public override Tensor forward(Tensor x)
                {
                    {{calls}}
                    return x;
                }
            }

            """);
        return new ModelShape(source, paths);

        void Field(string text) => fields.AppendLine(text);
        void Call(string text) => calls.AppendLine(text);
    }
}
