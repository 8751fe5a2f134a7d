using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LoraDsl.Formats.Files;
using LoraDsl.Initialization;

namespace LoraDsl.Management;

/// <summary>What a <see cref="RankManager"/> may do: a file of JSON, in snake case.</summary>
public sealed record RankManagerSettings
{
    /// <summary>The least rank that the manager gives, where the layer has as many. Default 2.</summary>
    public int MinRank { get; init; } = 2;

    /// <summary>The greatest rank that the manager gives. Default 64.</summary>
    public int MaxRank { get; init; } = 64;

    /// <summary>The rank that <see cref="RankManager.Start"/> gives. Default 8.</summary>
    public int InitialRank { get; init; } = 8;

    /// <summary>
    /// What adapters start with that <see cref="RankManager.Start"/> gives a rank, where it needs no batches; as their attributes say when left
    /// out, the default.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public AdapterInitialization? Initializer { get; init; }

    /// <summary>
    /// What counts as up and down for the overfitting rule: along its fitted line the loss has to rise by more than this part of its mean,
    /// and the accuracy to fall by more than this. Default 0.02; with 0 the signs of the slopes decide.
    /// </summary>
    public double Threshold { get; init; } = 0.02;

    /// <summary>How many observations a line is fitted to; after as many there is a decision. Default 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Whether ranks are changed, or changes only recommended. Default true.</summary>
    public bool AutomaticAdjustment { get; init; } = true;

    /// <summary>
    /// What is otherwise for some layers. A key is an adapter's path in the model, or a pattern of paths in which * stands for anything; where
    /// several fit, the longest counts.
    /// </summary>
    public IReadOnlyDictionary<string, LayerRankSettings> Layers { get; init; } = new Dictionary<string, LayerRankSettings>();

    /// <summary>The JSON schema of the file.</summary>
    public static string Schema => EmbeddedSchema.Read(typeof(RankManagerSettings).Assembly, SchemaFile);

    private const string SchemaFile = "rank-manager.schema.json";

    /// <summary>Reads settings.</summary>
    /// <param name="path">The file; keys that it leaves out have their defaults.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A key is unknown, of the wrong type, out of range, or contradicts another; the message names them all.</exception>
    public static RankManagerSettings Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(RegularFile.ReadText(path), path);
    }

    /// <summary>Reads settings, or writes the defaults, with the schema beside them, where there is no file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="created">Called with the file's path when the defaults were written.</param>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static RankManagerSettings LoadOrCreate(string path, Action<string>? created = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (File.Exists(path))
            return Load(path);
        var settings = new RankManagerSettings();
        settings.Save(path);
        created?.Invoke(path);
        return settings;
    }

    /// <summary>Reads settings from a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <inheritdoc cref="Load" path="/exception[@cref='InvalidDataException']"/>
    public static RankManagerSettings Parse(string json, string source = "settings")
    {
        ArgumentNullException.ThrowIfNull(json);
        return StrictJson.Read(json, source, ManagementJson.Default.RankManagerSettings, new RankManagerSettings(), settings => settings.Problems());
    }

    /// <summary>Writes the settings, and their schema beside them.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var content = JsonSerializer.SerializeToNode(this, ManagementJson.Default.RankManagerSettings)!.AsObject();
        content.Insert(0, "$schema", JsonValue.Create(SchemaFile, ManagementJson.Default.String));
        AtomicFiles.Write(
            Path.GetDirectoryName(full)!,
            (SchemaFile, stream => AtomicFiles.WriteText(stream, Schema)),
            (Path.GetFileName(full), stream => AtomicFiles.WriteText(stream, content.ToJsonString(ManagementJson.Default.Options) + "\n")));
    }

    /// <summary>The settings of one adapter: those of the key that fits its path best, and for the rest those of all.</summary>
    /// <param name="path">The adapter's path in the model.</param>
    internal LayerRankSettings For(string path)
    {
        var own = KeyFor(path) is { } key ? Layers[key] : new LayerRankSettings();
        return new LayerRankSettings
        {
            MinRank = own.MinRank ?? MinRank,
            MaxRank = own.MaxRank ?? MaxRank,
            InitialRank = own.InitialRank ?? InitialRank,
            Initializer = own.Initializer ?? Initializer,
            AutomaticAdjustment = own.AutomaticAdjustment ?? AutomaticAdjustment,
        };
    }

    /// <summary>The key of <see cref="Layers"/> that fits a path best, or <see langword="null"/>.</summary>
    internal string? KeyFor(string path) => Layers.Keys
        .Where(key => Fits(key, path))
        .OrderByDescending(key => key.Length)
        .ThenBy(key => key, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Whether a key of <see cref="Layers"/> fits a path.</summary>
    internal static bool Fits(string key, string path) => FileSystemName.MatchesSimpleExpression(key, path, ignoreCase: false);

    /// <summary>What is wrong with the settings, a text for each key.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var problem in RankProblems("", MinRank, MaxRank, InitialRank, new LayerRankSettings { MinRank = MinRank, MaxRank = MaxRank, InitialRank = InitialRank }))
            yield return problem;
        foreach (var problem in InitializerProblems("", Initializer))
            yield return problem;
        if (!(Threshold is >= 0 and <= 1))
            yield return FormattableString.Invariant($"threshold: has to be from 0 to 1, not {Threshold}");
        if (Patience < 2)
            yield return $"patience: has to be at least 2, since a line needs two points, not {Patience}";
        foreach (var (key, layer) in Layers)
        {
            foreach (var problem in RankProblems($"layers.{key}.", layer.MinRank ?? MinRank, layer.MaxRank ?? MaxRank, layer.InitialRank ?? InitialRank, layer))
                yield return problem;
            foreach (var problem in InitializerProblems($"layers.{key}.", layer.Initializer))
                yield return problem;
        }
    }

    private static IEnumerable<string> InitializerProblems(string prefix, AdapterInitialization? initializer)
    {
        if (initializer is not { } chosen || chosen == AdapterInitialization.Original)
            yield break;
        if (!Enum.IsDefined(chosen))
            yield return $"{prefix}initializer: there is none of the number {(int)chosen}";
        else if (chosen == AdapterInitialization.Target || AttributeInitializers.Create(chosen) is { Needs: InitializerNeeds.Gradient or InitializerNeeds.Inputs or InitializerNeeds.Covariance })
            yield return $"{prefix}initializer: \"{JsonNamingPolicy.SnakeCaseLower.ConvertName(chosen.ToString())}\" needs what only the program knows, batches or a target: leave it out here, and call Lora.Initialize after Start";
    }

    // What contradicts for all is not said again for each layer: one of the two has to be written there.
    private static IEnumerable<string> RankProblems(string prefix, int min, int max, int initial, LayerRankSettings written)
    {
        if (written.MinRank < 1)
            yield return $"{prefix}min_rank: has to be at least 1, not {min}";
        if (written.MaxRank < 1)
            yield return $"{prefix}max_rank: has to be at least 1, not {max}";
        if (written.InitialRank < 1)
            yield return $"{prefix}initial_rank: has to be at least 1, not {initial}";
        if (min < 1 || max < 1 || initial < 1)
            yield break;
        if (min > max && (written.MinRank ?? written.MaxRank) is not null)
            yield return $"{prefix}min_rank, max_rank: min_rank {min} is above max_rank {max}";
        else if (initial < min && (written.MinRank ?? written.InitialRank) is not null)
            yield return $"{prefix}min_rank, initial_rank: initial_rank {initial} is below min_rank {min}";
        else if (initial > max && (written.MaxRank ?? written.InitialRank) is not null)
            yield return $"{prefix}initial_rank, max_rank: initial_rank {initial} is above max_rank {max}";
    }
}
