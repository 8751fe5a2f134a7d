using LoraDsl.Adapters;
using LoraDsl.Checkpoints;

namespace LoraDsl.Extensibility;

/// <summary>What training, experiments and extensions of them need of a set of adapters, and users of a model do not.</summary>
public static class AdapterSetMembers
{
    extension(AdapterSet set)
    {
        /// <summary>What changes or writes down the adapters of a model holds this lock of the whole model.</summary>
        public Lock ChangeLock => set.ChangeLock;

        /// <summary>The set of the whole model.</summary>
        public AdapterSet Root => set.Root;

        /// <summary>The adapters that the set's class declares.</summary>
        public IReadOnlyList<(string Name, LayerAdapter Adapter)> OwnAdapters => set.OwnAdapters;

        /// <summary>The sets of the model's children.</summary>
        public IReadOnlyList<(string Name, AdapterSet Set)> Children => set.Children;

        /// <summary>The path of an adapter in the whole model.</summary>
        /// <param name="adapter">The adapter.</param>
        public string PathInModel(LayerAdapter adapter) => set.PathInModel(adapter);

        /// <summary>The path of each adapter in the whole model.</summary>
        public IReadOnlyDictionary<LayerAdapter, string> PathsInModel() => set.PathsInModel();

        /// <summary>The place of each adapter's layer in the whole model, layer / layers.</summary>
        public IReadOnlyDictionary<LayerAdapter, double> Depths() => set.Depths();

        /// <summary>Throws when an adapter is merged.</summary>
        /// <param name="action">What cannot be done, as an infinitive.</param>
        /// <exception cref="InvalidOperationException">One is.</exception>
        public void RequireUnmerged(string action) => set.RequireUnmerged(action);

        /// <summary>Throws unless a pass of the model has a part of one of the adapters at least.</summary>
        /// <exception cref="InvalidOperationException">Others are in force, or none: training would move nothing.</exception>
        public void RequireInForce() => set.RequireInForce();
        /// <summary>A training begins: what is trained whole has values of its own, and a base that was loaded meanwhile is the base.</summary>
        public void SettleWhole() => set.SettleWhole();

        /// <summary>Throws when what is trained whole is out of force, where a step would move others' values.</summary>
        /// <exception cref="InvalidOperationException">It is.</exception>
        public void RequireWholeInForce() => set.RequireWholeInForce();

        /// <summary>Throws where the weight of an adapted layer is another module's as well, and must not be changed.</summary>
        /// <param name="adapters">The adapters of the layers.</param>
        /// <param name="done">What is to be done to the weight, as a participle.</param>
        /// <exception cref="InvalidOperationException">One is.</exception>
        public void RequireOwnWeights(IReadOnlyList<LayerAdapter> adapters, string done) => SharedWeights.RequireOwn(set.Root.Model, adapters.Select(adapter => adapter.Place), done);

        /// <summary>Throws where parameters of a frozen base were unfrozen by hand, which no file of the adapters has.</summary>
        /// <exception cref="InvalidOperationException">Some were.</exception>
        public void RequireNothingUnsaved() => UnsavedParameters.RequireNone(set);

        /// <summary>Warns of what adapters cannot do well as they stand.</summary>
        public void RaiseWarnings() => set.RaiseWarnings();

        /// <summary>Tells subscribers of a change of a rank.</summary>
        /// <param name="change">The change.</param>
        public void OnRankChanged(RankChange change) => set.OnRankChanged(change);
    }
}
