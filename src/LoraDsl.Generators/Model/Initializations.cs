namespace LoraDsl.Generators.Model;

/// <summary>Which initializations can be used with which method and layer.</summary>
internal static class Initializations
{
    /// <summary>Whether B·A is not zero after it.</summary>
    public static bool ChangesModel(AdapterInitialization init) => init.IsMember()
        && init is not (AdapterInitialization.Original or AdapterInitialization.Gaussian or AdapterInitialization.Eva or AdapterInitialization.Gradient);

    /// <summary>Whether it reads the directions of the layer's inputs.</summary>
    public static bool ReadsInputs(AdapterInitialization init) => init is AdapterInitialization.Eva or AdapterInitialization.Corda;

    /// <summary>Whether it can be used with a method. Only plain LoRA has one base for one product, which can be compensated.</summary>
    public static bool FitMethod(AdapterInitialization init, AdapterDeclaration declaration) => declaration switch
    {
        LoraDeclaration { IsAdaLora: true } => init == AdapterInitialization.Original,
        LoraDeclaration => true,
        _ => !ChangesModel(init),
    };

    /// <summary>Whether it can be used with the method and the kind of layer.</summary>
    public static bool Fit(AdapterInitialization init, AdapterDeclaration declaration, LayerKind kind) =>
        FitMethod(init, declaration) && (kind != LayerKind.Embedding || !ReadsInputs(init));
}
