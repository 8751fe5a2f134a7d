namespace LoraDsl.Initialization;

/// <summary>The initializers that attributes choose by name.</summary>
public static class AttributeInitializers
{
    /// <summary>
    /// The initializer; none for what a layer's kind starts with by itself, and for a target, which only who passes the instance knows.
    /// </summary>
    public static IAdapterInitializer? Create(AdapterInitialization initialization) => initialization switch
    {
        AdapterInitialization.Original or AdapterInitialization.Target => null,
        AdapterInitialization.Gaussian => new GaussianInitializer(),
        AdapterInitialization.Xavier => new XavierInitializer(),
        AdapterInitialization.KaimingNormal => new KaimingNormalInitializer(),
        AdapterInitialization.Orthogonal => new OrthogonalInitializer(),
        AdapterInitialization.LayerAdaptive => new LayerAdaptiveInitializer(),
        AdapterInitialization.ScaledNormal => new ScaledNormalInitializer(),
        AdapterInitialization.PretrainedAdaptive => new PretrainedAdaptiveInitializer(),
        AdapterInitialization.Pissa => new PissaInitializer(),
        AdapterInitialization.Olora => new OloraInitializer(),
        AdapterInitialization.LoraGa => new LoraGaInitializer(),
        AdapterInitialization.Eva => new EvaInitializer(),
        AdapterInitialization.Corda => new CordaInitializer(),
        AdapterInitialization.Gradient => new GradientInitializer(),
        _ => throw new ArgumentOutOfRangeException(nameof(initialization), initialization, "There is no such initialization."),
    };
}
