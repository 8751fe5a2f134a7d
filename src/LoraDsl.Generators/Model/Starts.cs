namespace LoraDsl.Generators.Model;

/// <summary>Which starts go with which method and layer.</summary>
internal static class Starts
{
    /// <summary>Whether B·A is not zero at the start.</summary>
    public static bool ChangesModel(EnumOption init) => init.Member is not (null or "Original" or "Gaussian" or "Eva" or "Gradient");

    /// <summary>Whether a start reads the directions of the layer's inputs.</summary>
    public static bool ReadsInputs(EnumOption init) => init.Member == "Eva";

    /// <summary>Whether a method can make use of a start. Only plain LoRA has one base for one product, which can be compensated.</summary>
    public static bool FitMethod(EnumOption init, AdapterDeclaration declaration) => declaration switch
    {
        LoraDeclaration { IsAdaLora: true } => init.Number == 0,
        LoraDeclaration => true,
        _ => !ChangesModel(init),
    };

    /// <summary>Whether a start goes with the method and the kind of layer.</summary>
    public static bool Fit(EnumOption init, AdapterDeclaration declaration, LayerKind kind) =>
        FitMethod(init, declaration) && (kind != LayerKind.Embedding || !ReadsInputs(init));
}
