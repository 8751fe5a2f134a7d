using LoraDsl.Adapters;
using LoraDsl.Initialization;
using LoraDsl.Layers;
using LoraDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Extensibility;

/// <summary>What training, experiments and extensions of them need of an adapter, and users of a model do not.</summary>
public static class LayerAdapterMembers
{
    extension(LayerAdapter adapter)
    {
        /// <summary>The adapted layer, as the adapter sees it.</summary>
        public AdaptedLayer Layer => adapter.Layer;

        /// <summary>Whether the layer looks rows up by indices, as an embedding does.</summary>
        public bool InputsAreIndices => adapter.Layer is EmbeddingLayer;

        /// <summary>A, as it is registered.</summary>
        public Parameter A => LowRank(adapter).A;

        /// <summary>B, as it is registered.</summary>
        public Parameter B => LowRank(adapter).B;

        /// <summary>What training moves: of LoRA A and B.</summary>
        public IReadOnlyList<Parameter> Factors => adapter.Factors;

        /// <summary>Rows of A: the greatest rank that the adapter holds parameters for; 0 of a method without A and B.</summary>
        public int StoredRank => (adapter as LowRankAdapter)?.StoredRank ?? 0;

        /// <summary>The rank that takes part in a forward pass in evaluation mode.</summary>
        public int EffectiveRank => adapter.EffectiveRank;

        /// <summary>The method's name, for people and files.</summary>
        public string Method => adapter.Method;

        /// <summary>Whether training has moved the adapter away from its initial values.</summary>
        public bool IsTrained => adapter.IsTrained;

        /// <summary>Sees every input and output of the layer while it is set, and may replace the output.</summary>
        public ILayerProbe? Probe
        {
            get => adapter.Probe;
            set => adapter.Probe = value;
        }

        /// <summary>The set that the adapter was added to.</summary>
        public AdapterSet? Owner => adapter.Owner;

        /// <summary>The layer's weight without any compensation, on the layer's device and of its type; to be disposed by the caller's scope.</summary>
        public Tensor BaseWeight => adapter.BaseWeight;

        /// <summary>What the adapter is initialized by, and grows by; none for what the layer's kind starts with by itself.</summary>
        public IAdapterInitializer? Initializer => adapter.Initializer;

        /// <summary>Whether the attribute asks for the base to be compensated for initial values whose product is not zero.</summary>
        public bool Compensates => adapter.Compensates;

        /// <summary>Whether the layer has its original weight where it should have the compensated one: the base was loaded anew since.</summary>
        public bool HasLostCompensation => adapter.HasLostCompensation;

        /// <summary>Puts other values into the factors; keeps the parameter objects where the shapes allow it.</summary>
        /// <param name="values">Values for each of the factors.</param>
        public void SetFactors(params IReadOnlyList<Tensor> values) => adapter.SetFactors(values);

        /// <summary>A and B as they enter the product s·B·A at the current rank; views, to be disposed by the caller's scope.</summary>
        public (Tensor A, Tensor B) CurrentFactors() => LowRank(adapter).CurrentFactors();

        /// <summary>Values that an initializer gives to A and B, which stay as they are; to be disposed by the caller's scope.</summary>
        /// <param name="initializer">The initializer.</param>
        /// <param name="rank">The rank of the values.</param>
        /// <param name="data">What they are computed from, where that is known already.</param>
        /// <exception cref="ArgumentException">The values are not finite.</exception>
        public (Tensor A, Tensor B) InitialValues(IAdapterInitializer initializer, int rank, InitializationData? data = null) =>
            LowRank(adapter).InitialValues(initializer, rank, data);

        /// <summary>LoRA's own initial values where the factors have some whose product is not zero; nothing where they need no other.</summary>
        public (Tensor A, Tensor B)? ValuesInPlaceOfInitial() => LowRank(adapter).ValuesInPlaceOfInitial();

        /// <summary>Takes the factors as they are for the initial values of an initializer.</summary>
        /// <param name="initializer">The initializer.</param>
        /// <param name="compensate">Whether the base takes back what B·A adds.</param>
        public void Begin(IAdapterInitializer? initializer, bool compensate) => LowRank(adapter).Begin(initializer, compensate);

        /// <summary>Throws where an initializer cannot initialize this adapter.</summary>
        /// <param name="path">The adapter's path, for the message.</param>
        /// <param name="initializer">The initializer.</param>
        public void RequireInitializer(string path, IAdapterInitializer initializer) => adapter.RequireInitializer(path, initializer);

        /// <summary>Puts the weight back, bit for bit, and initializes anew as when the adapter got its rank.</summary>
        public void Reset() => adapter.Reset();

        /// <summary>Puts the weight back and initializes as the layer's kind does by itself, whatever the attribute says.</summary>
        public void InitializeAsOriginal() => adapter.InitializeAsOriginal();

        /// <summary>Writes down the factors and what else the method keeps from step to step.</summary>
        /// <param name="state">Where to.</param>
        public void Save(SavedState state) => adapter.Save(state);

        /// <summary>Throws, before anything is changed, unless a saved state is one of an adapter like this.</summary>
        /// <param name="path">The adapter's path in the model, for the message.</param>
        /// <param name="state">What was written.</param>
        /// <exception cref="InvalidOperationException">It is that of another adapter.</exception>
        /// <exception cref="InvalidDataException">It is incomplete or damaged.</exception>
        public void RequireFit(string path, SavedState state) => adapter.RequireFit(path, state);

        /// <summary>Takes over what was written and let pass.</summary>
        /// <param name="state">What was written.</param>
        public void Load(SavedState state) => adapter.Load(state);

        /// <summary>Forgets what the method kept of the training that ends here: another one follows.</summary>
        public void ForgetTraining() => adapter.ForgetTraining();
    }

    private static LowRankAdapter LowRank(LayerAdapter adapter) => adapter as LowRankAdapter
        ?? throw new InvalidOperationException($"'{adapter.Name}' is adapted by {adapter.Method}, which has no A and B.");
}
