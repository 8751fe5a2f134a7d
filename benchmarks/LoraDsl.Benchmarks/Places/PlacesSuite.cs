using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Places;

/// <summary>
/// What a place costs: without an adapter, against the bare layer; with one of several adapters in use, against one alone; and a batch whose rows
/// have adapters of their own, against a pass for each adapter.
/// </summary>
internal static class PlacesSuite
{
    public const string Name = "places";

    private const int Adapters = 8;
    private const int RowsEach = 16;
    private const int Width = 1024;
    private const int Calls = 2_000;

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        if (options.Wants(Name, "no adapter"))
            yield return Overhead(options);
        foreach (var trains in new[] { false, true })
        {
            var work = trains ? "forward and backward" : "forward";
            var named = $"T={Adapters * RowsEach} in={Width} out={Width} r=8 {Adapters} named, one in use, {work}";
            if (options.Wants(Name, named))
                yield return Compare(options, named, new PlaceContender($"{Adapters} named", Adapters, trains), new PlaceContender("one", 1, trains));
        }

        foreach (var (rows, trains) in new[] { (RowsEach, false), (RowsEach, true), (1, false) })
        {
            var mixed = $"{Adapters} adapters of {rows} {(rows == 1 ? "row" : "rows")} in={Width} out={Width} r=8, {(trains ? "forward and backward" : "forward")}";
            if (options.Wants(Name, mixed))
                yield return Compare(options, mixed, new RowsContender(true, rows, trains), new RowsContender(false, rows, trains));
        }
    }

    private static BenchmarkResult Compare(Options options, string name, IContender subject, IContender reference)
    {
        using (subject)
        using (reference)
        {
            var times = Turns.Take([subject, reference], options.Rounds);
            return BenchmarkResult.Of(Name, name, subject.Name, reference.Name, "time", times[0], times[1]);
        }
    }

    // The layer is as small as can be, so that the difference of two times is the overhead's and not the product's noise.
    private static BenchmarkResult Overhead(Options options)
    {
        using var subject = new CallContender(throughPlace: true, Calls);
        using var reference = new CallContender(throughPlace: false, Calls);
        var times = Turns.Take([subject, reference], options.Rounds);
        double[] microseconds = [.. times[0].Zip(times[1], (place, bare) => 1e6 * (place - bare) / Calls)];
        return BenchmarkResult.Of(Name, "no adapter, overhead of a call", subject.Name, reference.Name, "us", microseconds, [.. microseconds.Select(_ => 1.0)]);
    }

    private sealed class CallContender(bool throughPlace, int calls) : ManagedContender
    {
        private readonly TorchSharp.Modules.Linear layer = nn.Linear(4, 4);
        private readonly Tensor input = randn(1, 4);

        public override string Name => throughPlace ? "place" : "layer";

        public override void Step()
        {
            using var untracked = no_grad();
            for (var call = 0; call < calls; call++)
            {
                // A place is looked up at every call, as a generated property does.
                using var output = throughPlace ? AdaptedPlace.Of(layer, nameof(layer)).forward(input) : layer.forward(input);
            }
        }

        public override void Dispose()
        {
            input.Dispose();
            layer.Dispose();
        }
    }

    private abstract class NamedContender : ManagedContender
    {
        protected NamedContender(int adapters)
        {
            random.manual_seed(1);
            Layer = nn.Linear(Width, Width);
            Model = nn.Sequential(("layer", Layer));
            foreach (var name in Enumerable.Range(0, adapters).Select(NameOf))
                LoraModel.Attach(Model, new LoraConfig { Rank = 8 }, name).FreezeBase();
        }

        protected TorchSharp.Modules.Linear Layer { get; }

        protected TorchSharp.Modules.Sequential Model { get; }

        protected AdaptedPlace Place => AdaptedPlace.Of(Layer, "layer");

        public override void Dispose() => Model.Dispose();

        protected static string NameOf(int index) => $"adapter{index}";
    }

    private sealed class PlaceContender(string name, int adapters, bool trains) : NamedContender(adapters)
    {
        private readonly Tensor input = randn(Adapters * RowsEach, Width);
        private readonly Tensor gradient = randn(Adapters * RowsEach, Width);

        public override string Name => name;

        public override void Step()
        {
            using var scope = NewDisposeScope();
            using var mode = set_grad_enabled(trains);
            var output = Place.forward(input);
            if (!trains)
                return;
            output.backward([gradient]);
            foreach (var parameter in Layer.parameters())
                parameter.grad = null;
        }

        public override void Dispose()
        {
            input.Dispose();
            gradient.Dispose();
            base.Dispose();
        }
    }

    private sealed class RowsContender : NamedContender
    {
        private readonly bool isMixed;
        private readonly int rowsEach;
        private readonly bool trains;
        private readonly Tensor input;
        private readonly Tensor gradient;

        public RowsContender(bool isMixed, int rowsEach, bool trains)
            : base(Adapters)
        {
            (this.isMixed, this.rowsEach, this.trains) = (isMixed, rowsEach, trains);
            (input, gradient) = (randn(Adapters * rowsEach, Width), randn(Adapters * rowsEach, Width));
            var adapters = LoraModel.Adapters(Model);
            foreach (var name in adapters.Names)
                adapters[name].IsTrainable = true;
            if (isMixed)
                adapters.Rows([.. Enumerable.Range(0, Adapters * rowsEach).Select(row => NameOf(row / rowsEach))]);
        }

        public override string Name => isMixed ? "one mixed batch" : $"{Adapters} passes";

        public override void Step()
        {
            using var scope = NewDisposeScope();
            using var mode = set_grad_enabled(trains);
            if (isMixed)
            {
                Pass(input, gradient);
            }
            else
            {
                var adapters = LoraModel.Adapters(Model);
                for (var index = 0; index < Adapters; index++)
                {
                    adapters.Use(NameOf(index));
                    Pass(input.narrow(0, index * rowsEach, rowsEach), gradient.narrow(0, index * rowsEach, rowsEach));
                }
            }

            foreach (var parameter in trains ? Layer.parameters() : [])
                parameter.grad = null;
        }

        // In training the layer stands behind others, which want its input's gradient.
        private void Pass(Tensor rows, Tensor gradientOfRows)
        {
            var output = Place.forward(trains ? rows.detach().requires_grad_() : rows);
            if (trains)
                output.backward([gradientOfRows]);
        }

        public override void Dispose()
        {
            gradient.Dispose();
            input.Dispose();
            base.Dispose();
        }
    }
}
