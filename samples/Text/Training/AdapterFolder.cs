using System.Runtime.InteropServices;
using LoraDsl;
using LoraDsl.Adapters;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Peft;
using LoraDsl.Formats.Safetensors;
using LoraDsl.Models.Bert;
using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>
/// Adapters with the head that was trained beside them, as PEFT keeps them: the head's parameters stand among the factors, and <c>modules_to_save</c> names it.
/// </summary>
internal static class AdapterFolder
{
    private const string Prefix = "base_model.model.";

    /// <summary>Saves adapters and head.</summary>
    /// <param name="lora">The adapters.</param>
    /// <param name="model">Their model.</param>
    /// <param name="baseFolder">The folder of the base, as the configuration is to name it.</param>
    /// <param name="folder">Where to.</param>
    public static void Save(AdapterSet lora, BertForSequenceClassification model, string baseFolder, string folder) => StagedFolder.Write(folder, staged =>
    {
        lora.FileConfig = lora.FileConfig with { TaskType = "SEQ_CLS", BaseModelNameOrPath = baseFolder };
        lora.Save(staged, dropUnfrozen: true);
        WriteConfig(staged, Config(staged) with { ModulesToSave = [MailModel.Head] });
        var file = Path.Combine(staged, PeftNames.WeightsFile);
        var (metadata, tensors) = Read(file);
        foreach (var (path, parameter) in MailModel.HeadOf(model))
            tensors.Add(Prefix + path, (parameter.shape, Bytes(parameter)));
        Write(file, metadata, tensors);
    });

    /// <summary>The folder of the base that an adapter was made for.</summary>
    /// <param name="folder">The adapter's folder.</param>
    public static string? BaseOf(string folder) => Config(folder).BaseModelNameOrPath;

    /// <summary>Loads adapters and head.</summary>
    /// <param name="model">The base.</param>
    /// <param name="folder">The adapters' folder.</param>
    public static AdapterSet Load(BertForSequenceClassification model, string folder)
    {
        var adapters = Directory.CreateTempSubdirectory("loradsl-adapter-");
        try
        {
            var (metadata, tensors) = Read(Path.Combine(folder, PeftNames.WeightsFile));
            foreach (var (path, parameter) in MailModel.HeadOf(model))
            {
                if (!tensors.Remove(Prefix + path, out var values) || !values.Shape.AsSpan().SequenceEqual(parameter.shape))
                    throw new InvalidDataException($"'{folder}' has no {path} of the shape ({string.Join(", ", parameter.shape)}): it was not saved by this sample.");
                using var untracked = no_grad();
                using var saved = tensor(MemoryMarshal.Cast<byte, float>(values.Bytes).ToArray(), values.Shape, device: parameter.device);
                parameter.copy_(saved);
            }

            Write(Path.Combine(adapters.FullName, PeftNames.WeightsFile), metadata, tensors);
            WriteConfig(adapters.FullName, Config(folder) with { ModulesToSave = [] });
            return LoraModel.Load(model, adapters.FullName);
        }
        finally
        {
            adapters.Delete(recursive: true);
        }
    }

    private static PeftConfig Config(string folder) => PeftConfig.Read(Path.Combine(folder, PeftNames.ConfigFile), PeftFeatures.ModulesToSave);

    private static void WriteConfig(string folder, PeftConfig config)
    {
        using var stream = File.Create(Path.Combine(folder, PeftNames.ConfigFile));
        config.Write(stream);
    }

    private static (IReadOnlyDictionary<string, string> Metadata, SortedDictionary<string, (long[] Shape, byte[] Bytes)> Tensors) Read(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        var header = SafetensorsHeader.Read(stream);
        var tensors = new SortedDictionary<string, (long[], byte[])>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)
        {
            var bytes = new byte[entry.Length];
            stream.Position = entry.Position;
            stream.ReadExactly(bytes);
            tensors.Add(entry.Name, (entry.Shape, bytes));
        }

        return (header.Metadata, tensors);
    }

    private static void Write(string path, IReadOnlyDictionary<string, string> metadata, SortedDictionary<string, (long[] Shape, byte[] Bytes)> tensors)
    {
        using var stream = File.Create(path);
        stream.Write(SafetensorsPreamble.Of(tensors.Select(entry => (entry.Key, "F32", entry.Value.Shape, (long)entry.Value.Bytes.Length)), metadata));
        foreach (var (_, bytes) in tensors.Values)
            stream.Write(bytes);
    }

    private static byte[] Bytes(Tensor values) => MemoryMarshal.AsBytes(values.detach().cpu().data<float>().ToArray().AsSpan()).ToArray();
}
