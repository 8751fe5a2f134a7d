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
}
