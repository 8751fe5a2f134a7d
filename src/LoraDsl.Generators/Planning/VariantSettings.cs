using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>An adapter of VeRA, LoHa, LoKr or IA³, whose forward code is the runtime's own.</summary>
/// <param name="Method">Which of them.</param>
/// <param name="Rank">The rank; <see langword="null"/> of IA³.</param>
/// <param name="Options">Its other options, as assignments of an initializer.</param>
internal sealed record VariantSettings(VariantMethod Method, int? Rank, EquatableArray<string> Options) : AdapterSettings(Dropout: 0);
