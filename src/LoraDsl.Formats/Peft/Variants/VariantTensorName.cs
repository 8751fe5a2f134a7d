using System.Text.RegularExpressions;

namespace LoraDsl.Formats.Peft;

/// <summary>The name of a factor of VeRA, LoHa, LoKr or IA³ in a file, in its parts.</summary>
/// <param name="Path">The layer's path, without PEFT's prefix; empty of VeRA's shared projections.</param>
/// <param name="Factor">The factor.</param>
/// <param name="Adapter">The adapter's name, where the file has it in its names.</param>
internal sealed partial record VariantTensorName(string Path, string Factor, string? Adapter)
{
    /// <summary>Takes a name apart; <see langword="null"/> where it is no factor of the method.</summary>
    public static VariantTensorName? Parse(string key, string type)
    {
        var name = Wrappers().Replace(key, "");
        if (Projection().Match(name) is { Success: true } shared && type == PeftNames.Vera)
            return new VariantTensorName("", shared.Groups["part"].Value, NameOf(shared));
        if (Factors().Match(name) is not { Success: true } match || !match.Groups["part"].Value.StartsWith(PrefixOf(type), StringComparison.Ordinal))
            return null;
        return new VariantTensorName(match.Groups["path"].Value, match.Groups["part"].Value, NameOf(match));
    }

    private static string PrefixOf(string type) => type switch
    {
        PeftNames.LoHa => "hada_",
        PeftNames.LoKr => "lokr_",
        PeftNames.Ia3 => "ia3_",
        _ => "vera_",
    };

    private static string? NameOf(Match match) => match.Groups["name"] is { Success: true, Length: > 0 } name ? name.Value : null;

    [GeneratedRegex(@"(?<=^|\.)(_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Wrappers();

    [GeneratedRegex(@"^(base_model\.)?(?<part>vera_[AB])(\.(?<name>[^.]+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Projection();

    [GeneratedRegex(@"^(base_model\.model\.)?(?<path>.+)\.(?<part>hada_w[12]_[ab]|hada_t[12]|lokr_w[12](_[ab])?|lokr_t2|ia3_l|vera_lambda_[bd])(\.(?<name>[^.]+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Factors();
}
