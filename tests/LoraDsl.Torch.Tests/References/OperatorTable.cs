using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

/// <summary>The operators of the Python tables, called from here: names and constants are those of the Python side.</summary>
internal static partial class OperatorTable
{
    public static Dictionary<string, Func<Tensor[], Tensor[]>> All()
    {
        var table = new Dictionary<string, Func<Tensor[], Tensor[]>>();
        Add("creation", Creation);
        Add("pointwise", Pointwise);
        Add("comparison", Comparison);
        Add("activations", Activations);
        Add("reductions", Reductions);
        Add("shapes", Shapes);
        Add("indexing", Indexing);
        Add("products", Products);
        Add("linalg", LinearAlgebra);
        Add("layers", Layers);
        Add("losses", Losses);
        Add("attention", Attention);
        Add("modules", Modules);
        Add("extremes", Extremes);
        Add("rearranging", Rearranging);
        Add("factors", Factors);
        Add("volumes", Volumes);
        Add("transformers", Transformers);
        return table;

        void Add(string family, Calls calls)
        {
            foreach (var (name, call) in calls)
                table.Add(Fixture.Key(family, name), call);
        }
    }

    /// <summary>Calls by name; those with one output and one to four inputs are written without arrays.</summary>
    private sealed class Calls : Dictionary<string, Func<Tensor[], Tensor[]>>
    {
        public void Add(string name, Func<Tensor, Tensor> call) => base.Add(name, t => [call(t[0])]);

        public void Add(string name, Func<Tensor, Tensor, Tensor> call) => base.Add(name, t => [call(t[0], t[1])]);

        public void Add(string name, Func<Tensor, Tensor, Tensor, Tensor> call) => base.Add(name, t => [call(t[0], t[1], t[2])]);

        public void Add(string name, Func<Tensor, Tensor, Tensor, Tensor, Tensor> call) => base.Add(name, t => [call(t[0], t[1], t[2], t[3])]);

        public void Add(string name, nn.Module<Tensor, Tensor> module) => base.Add(name, t => [module.call(t[0])]);

        public void Add(string name, Func<Tensor, (Tensor, Tensor)> call) => base.Add(name, t => Both(call(t[0])));

        public void Add(string name, Func<Tensor, Tensor[]> call) => base.Add(name, t => call(t[0]));
    }
}
