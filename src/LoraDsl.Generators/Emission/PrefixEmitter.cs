namespace LoraDsl.Generators.Emission;

/// <summary>Prints DyLoRA's frozen mode as a composition: the part that is trained already is cut off from autograd's graph.</summary>
internal static class PrefixEmitter
{
    /// <summary>Prints both parts, added to <c>y</c> by a method.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="method">The method.</param>
    /// <param name="input">What it is given after <c>y</c>.</param>
    public static void EmitParts(SourceWriter writer, string method, string input) => writer.Write(
        $$"""
        var frozen = training ? firstTrainedRow : 0;
        if (frozen > 0)
        {
            {{method}}(y, {{input}}, a.detach().narrow(0, 0, frozen), b.detach().narrow(1, 0, frozen), scaling);
        }

        {{method}}(y, {{input}}, a.narrow(0, frozen, rank - frozen), b.narrow(1, frozen, rank - frozen), scaling);
        """);
}
