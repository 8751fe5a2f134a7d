using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Modules that run one after another; none yet.</summary>
        public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

        /// <summary>Modules that run one after another, named by their positions.</summary>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

        /// <inheritdoc cref="Sequential(Module{Tensor, Tensor}[])"/>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());

        /// <summary>Modules that run one after another, with names of their own.</summary>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

        /// <inheritdoc cref="Sequential(ValueTuple{string, Module{Tensor, Tensor}}[])"/>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules.ToArray());

        /// <inheritdoc cref="Sequential(ValueTuple{string, Module{Tensor, Tensor}}[])"/>
        public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) => new(modules.Select(pair => (pair.Item1, pair.Item2)).ToArray());

        /// <inheritdoc cref="Sequential(ValueTuple{string, Module{Tensor, Tensor}}[])"/>
        public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) => Sequential(modules.ToArray());

        /// <summary>A list of modules, registered by their positions.</summary>
        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

        /// <inheritdoc cref="ModuleList"/>
        public static ModuleList<T> ModuleList<T>(params T[] modules)
            where T : Module => new(modules);

        /// <summary>Modules by name.</summary>
        public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => Filled(new ModuleDict<Module>(), modules);

        /// <inheritdoc cref="ModuleDict"/>
        public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
            where T : Module => Filled(new ModuleDict<T>(), modules);

        /// <summary>A list of parameters, named by their positions.</summary>
        public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);

        /// <summary>Parameters by name.</summary>
        public static ParameterDict ParameterDict(params (string, Parameter)[] parameters) => Filled(new ParameterDict(), parameters);

        private static TDictionary Filled<TDictionary, T>(TDictionary dictionary, T[] items)
            where TDictionary : ICollection<T>
        {
            foreach (var item in items)
                dictionary.Add(item);
            return dictionary;
        }
    }
}
