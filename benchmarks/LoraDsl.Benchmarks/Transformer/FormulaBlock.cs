using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>The block with every projection by one formula.</summary>
internal sealed class FormulaBlock : TransformerBlock
{
    private readonly Formula formula;
    private readonly Projection[] projections;

    public FormulaBlock(TransformerCase sizes, Formula formula, Device device, int rank = TransformerCase.Rank)
        : base(nameof(FormulaBlock), sizes, device)
    {
        this.formula = formula;
        projections =
        [
            Of("query", sizes.Width, sizes.Width),
            Of("key", sizes.Width, sizes.Width),
            Of("value", sizes.Width, sizes.Width),
            Of("output", sizes.Width, sizes.Width),
            Of("gate", sizes.Width, sizes.Hidden),
            Of("up", sizes.Width, sizes.Hidden),
            Of("down", sizes.Hidden, sizes.Width),
        ];
        RegisterComponents();

        Projection Of(string name, int inputs, int outputs)
        {
            var layer = Layer(sizes, inputs, outputs, device);
            register_module(name, layer);
            return new Projection(name, layer, Factor("A", rank, inputs), Factor("B", outputs, rank));

            Parameter? Factor(string factor, long rows, long columns)
            {
                if (!formula.Adapts)
                    return null;
                var parameter = new Parameter(zeros(rows, columns, dtype: sizes.Type, device: device));
                register_parameter($"{name}_{factor}", parameter);
                return parameter;
            }
        }
    }

    public override IReadOnlyList<Projection> Projections => projections;

    protected override (Tensor Query, Tensor Key, Tensor Value) ProjectInput(Tensor normed) => (Run(0, normed), Run(1, normed), Run(2, normed));

    protected override Tensor ProjectOutput(Tensor mixed) => Run(3, mixed);

    protected override (Tensor Gate, Tensor Up) Expand(Tensor normed) => (Run(4, normed), Run(5, normed));

    protected override Tensor ProjectDown(Tensor hidden) => Run(6, hidden);

    private Tensor Run(int projection, Tensor x) => formula.Run(projections[projection], x);
}
