using static System.FormattableString;

namespace LoraDsl.Adapters;

/// <summary>The errors of an adapter file that does not fit the model's attributes.</summary>
internal static class AdapterMismatch
{
    public static InvalidOperationException Rank(string path, int rank, string declared, string needed) =>
        new(rank == 0
            ? $"The file has no adapter for '{path}', which is declared as {declared}."
            : $"The file's adapter for '{path}' has rank {rank}, but the layer is declared as {declared}: declare it as {needed} or load another file.");

    public static void RequireScaling(string path, double declared, double stored, double storedAlpha)
    {
        // The scaling is a constant of the generated code; files may carry it as a float32 quotient.
        if (Math.Abs(declared - stored) > 1e-6 * Math.Abs(declared))
        {
            throw new InvalidOperationException(Invariant(
                $"The file's adapter for '{path}' is scaled by {stored:g6}, but the model's attribute by {declared:g6}: set Alpha = {storedAlpha:g6} on the attribute or load another file."));
        }
    }

    /// <summary>Factors are trained for a masked product or for a plain one: in the other they are another model.</summary>
    public static void RequireMasking(string path, bool declared, bool stored)
    {
        if (declared == stored)
            return;
        throw new InvalidOperationException(stored
            ? $"The file's adapter for '{path}' was trained to keep the layer's zeros: declare the layer as [Lors(…)] or load another file."
            : $"The file's adapter for '{path}' was trained without a mask, but the layer is declared as [Lors(…)]: declare it as [Lora(…)] or load another file.");
    }
}
