namespace LoraDsl.Generators.Tests.Harness;

internal static class TemporaryStubs
{
    public const string Torch = """
        #nullable disable
        using System;
        using System.Collections.Generic;
        namespace TorchSharp
        {
            public class Scalar { public static implicit operator Scalar(double v) => null; }
            public sealed class DisposeScope : IDisposable { public void Dispose() { } }
            public static partial class torch
            {
                public enum ScalarType { Float32 }
                public class Device { }
                public class Tensor : IDisposable
                {
                    public void Dispose() { }
                    public bool requires_grad { get; set; }
                    public Tensor t() => this; public Tensor mm(Tensor o) => this;
                    public Tensor mul(Scalar s) => this; public Tensor mul_(Scalar s) => this;
                    public Tensor addmm_(Tensor a, Tensor b, float beta = 1, float alpha = 1) => this;
                    public Tensor narrow(long d, long s, long l) => this; public Tensor contiguous() => this;
                    public Tensor copy_(Tensor s, bool nonBlocking = false) => this;
                    public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => this;
                    public Tensor MoveToOuterDisposeScope() => this;
                }
                public static DisposeScope NewDisposeScope() => null;
                public static bool is_grad_enabled() => true;
                public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) => input;
                public static class autograd
                {
                    public class AutogradContext
                    {
                        public List<Tensor> get_saved_variables() => null; public object get_data(string key) => null;
                        public void save_data(string key, object value) { } public void save_for_backward(List<Tensor> tensors) { }
                    }
                    public abstract class Function<T> { public abstract string Name { get; } }
                    public abstract class SingleTensorFunction<T> : Function<T>
                    {
                        public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);
                        public abstract Tensor forward(AutogradContext ctx, params object[] vars);
                        public static Tensor apply(params object[] vars) => null;
                    }
                }
                public static class nn
                {
                    public abstract class Module : IDisposable
                    {
                        protected Module(string name) { } public void Dispose() { }
                        public virtual bool training => true;
                        protected virtual void RegisterComponents() { }
                        public virtual string GetName() => "";
                    }
                    public abstract class Module<T, TResult> : Module { protected Module(string name) : base(name) { } public abstract TResult forward(T input); }
                    public static Modules.Linear Linear(long i, long o, bool hasBias = true) => null;
                    public static Modules.LayerNorm LayerNorm(long i) => null;
                    public static Modules.ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => null;
                    public static class functional
                    {
                        public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null) => input;
                        public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => input;
                    }
                }
            }
        }
        namespace TorchSharp.Modules
        {
            public class Parameter : torch.Tensor { }
            public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
            { internal Linear() : base("") { } public Parameter weight { get; set; } public Parameter bias { get; set; } public override torch.Tensor forward(torch.Tensor input) => input; }
            public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
            { internal LayerNorm() : base("") { } public override torch.Tensor forward(torch.Tensor input) => input; }
            public class ModuleList<T> : torch.nn.Module where T : torch.nn.Module { public ModuleList(params T[] m) : base("") { } public T this[int i] => null; public int Count => 0; }
        }
        """;

    public const string Runtime = """
        #nullable enable
        using System; using System.Collections.Generic; using TorchSharp; using TorchSharp.Modules; using static TorchSharp.torch;
        namespace LoraDsl.Adapters;
        public abstract class LinearAdapter : nn.Module<Tensor, Tensor>
        {
            protected Parameter lora_A = null!; protected Parameter lora_B = null!; protected readonly Linear layer = null!;
            private protected LinearAdapter(string name) : base(name) { }
            public double Scaling => 1;
            protected abstract Tensor Adapt(Tensor x);
            public sealed override Tensor forward(Tensor input) => Adapt(input);
        }
        public abstract class LoraLinear : LinearAdapter { protected LoraLinear(string name, Linear layer, int rank, double alpha, double dropout = 0, bool rankStabilized = false) : base(name) { } }
        public abstract class AdaptiveLoraLinear : LinearAdapter { protected AdaptiveLoraLinear(string name, Linear layer, int minRank = 1, int? maxRank = null, double? alpha = null, double dropout = 0, bool rankStabilized = false, int? budget = null) : base(name) { } }
        public abstract class DyLoraLinear : LinearAdapter
        {
            protected DyLoraLinear(string name, Linear layer, int minRank, int maxRank, double alpha, double dropout = 0, DyLoraMode mode = DyLoraMode.Full) : base(name) { }
            protected internal int ActiveRank => 1; protected internal int FirstTrainedRow => 1; protected internal double ActiveScaling => 1;
        }
        public abstract class AdapterSet
        {
            protected AdapterSet(nn.Module model, string modelName, int? budget = null) { }
            protected T Add<T>(T adapter) where T : LinearAdapter => adapter;
            protected T AddChild<T>(string field, T child) where T : AdapterSet => child;
            protected AdapterSetList<TSet> AddChildren<TModule, TSet>(string field, ModuleList<TModule> modules, Func<TModule, TSet> adapters) where TModule : nn.Module where TSet : AdapterSet => null!;
            public static InvalidOperationException NotAttached(string m) => new(m);
            public static InvalidOperationException AttachedTwice(string m) => new(m);
            public void Merge() { }
        }
        public sealed class AdapterSetList<TSet> where TSet : AdapterSet { public TSet this[int i] => null!; }
        """;
}
