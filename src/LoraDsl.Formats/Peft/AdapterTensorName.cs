using System.Text.RegularExpressions;

namespace LoraDsl.Formats.Peft;

/// <summary>The name of a tensor in an adapter file, in its parts.</summary>
/// <param name="Key">The name in the file.</param>
/// <param name="Path">The path of the layer or module that it belongs to, without PEFT's prefix.</param>
/// <param name="Role">What it is.</param>
/// <param name="Parameter">The parameter's name in the layer or module, such as <c>weight</c>; empty for factors.</param>
/// <param name="IsEmbedding">Whether it is a factor of an embedding.</param>
/// <param name="Adapter">The adapter's name, where the file has it in its names: PEFT takes it out when it saves.</param>
public sealed partial record AdapterTensorName(
    string Key, string Path, AdapterTensorRole Role, string Parameter, bool IsEmbedding = false, string? Adapter = null)
{
    /// <summary>What PEFT puts in front of every name; files that other programs wrote may lack it.</summary>
    private static readonly string[] Prefixes = ["base_model.model.", ""];

    /// <summary>Takes a name apart. Every name can be: what is not known is a parameter of a module.</summary>
    /// <param name="key">The name in the file.</param>
    public static AdapterTensorName Parse(string key)
    {
        // Modules that wrap others while a model is compiled or split over processes, and leave their names behind.
        var plain = Wrappers().Replace(key, "");
        var name = plain[Prefixes.First(prefix => plain.StartsWith(prefix, StringComparison.Ordinal)).Length..];
        if (Factor().Match(name) is { Success: true } factor)
            return OfFactor(key, factor);
        if (Tokens().Match(name) is { Success: true } tokens)
            return new AdapterTensorName(key, tokens.Groups["path"].Value, AdapterTensorRole.TrainableTokens, "", IsEmbedding: true, NameOf(tokens));
        var (module, parameter) = Split(name);
        if (BaseLayer().Match(module) is { Success: true } adapted)
            return new AdapterTensorName(key, adapted.Groups["path"].Value, AdapterTensorRole.BaseParameter, parameter);
        return new AdapterTensorName(key, Saved().Replace(module, ""), AdapterTensorRole.ModuleParameter, parameter);
    }

    private static AdapterTensorName OfFactor(string key, Match match)
    {
        var role = (match.Groups["part"].Value, match.Groups["end"].Value) switch
        {
            ("lora_A" or "lora_embedding_A", not "bias") => AdapterTensorRole.FactorA,
            ("lora_B" or "lora_embedding_B", not "bias") => AdapterTensorRole.FactorB,
            ("lora_B", _) => AdapterTensorRole.FactorBias,
            ("lora_E", not "bias") => AdapterTensorRole.SingularValues,
            ("lora_magnitude_vector", not "bias") => AdapterTensorRole.Magnitude,
            ("ranknum", not "bias") => AdapterTensorRole.RankCount,
            _ => AdapterTensorRole.UnknownFactor,
        };
        var parameter = role == AdapterTensorRole.UnknownFactor ? match.Groups["part"].Value : "";
        return new AdapterTensorName(
            key, match.Groups["path"].Value, role, parameter, match.Groups["part"].Value.StartsWith("lora_embedding_", StringComparison.Ordinal), NameOf(match));
    }

    private static string? NameOf(Match match) => match.Groups["name"] is { Success: true, Length: > 0 } name ? name.Value : null;

    private static (string Module, string Parameter) Split(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? ("", name) : (name[..dot], name[(dot + 1)..]);
    }

    [GeneratedRegex(@"(?<=^|\.)(_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Wrappers();

    [GeneratedRegex(@"^(?<path>.+)\.(?<part>lora_[^.]+|ranknum)(\.(?<name>(?!weight$|bias$)[^.]+))?(\.(?<end>weight|bias))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Factor();

    [GeneratedRegex(@"^(?<path>.+?)(\.token_adapter)?\.trainable_tokens_delta(\.(?<name>[^.]+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^(?<path>.+)\.base_layer$", RegexOptions.CultureInvariant)]
    private static partial Regex BaseLayer();

    [GeneratedRegex(@"(?<=[^.])\.modules_to_save(\.default)?(?=\.|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Saved();
}
