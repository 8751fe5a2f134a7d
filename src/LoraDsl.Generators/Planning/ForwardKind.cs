namespace LoraDsl.Generators.Planning;

/// <summary>Which computation a forward pass is.</summary>
internal enum ForwardKind
{
    /// <summary>All rows of A and columns of B.</summary>
    Lora,

    /// <summary>All rows of Q and columns of P, each product with its value of Λ.</summary>
    AdaLora,

    /// <summary>A prefix of them, all of it trained.</summary>
    DyLora,

    /// <summary>A prefix of them, its end trained: autograd's own backward would train the rest too.</summary>
    DyLoraFrozen,

    /// <summary>A masked weight, the mask passed straight through by the gradients.</summary>
    Lors,

    /// <summary>A masked weight with its exact gradients.</summary>
    LorsExact,

    /// <summary>One that the runtime has for every configuration.</summary>
    OfRuntime,
}
