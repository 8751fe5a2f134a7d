using System.Diagnostics;
using System.Text;
using LoraDsl.Checkpoints;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Management;
using LoraDsl.Ranks;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.State;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Checkpoints;

/// <summary>What is no regular file is refused before it is opened: these tests would not end otherwise.</summary>
public sealed class RegularFileTests : IDisposable
{
    private const string Endless = "/dev/zero";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Links_to_files_are_read_and_pipes_devices_and_folders_are_refused()
    {
        File.WriteAllText(folder["file"], "text");
        File.CreateSymbolicLink(folder["link"], folder["file"]);
        Assert.Equal("text", RegularFile.ReadText(folder["link"]));
        Assert.Throws<FileNotFoundException>(() => RegularFile.ReadText(folder["nothing"]));
        Assert.Contains("is a folder", Refusal(folder.Path), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
            return;
        MakePipe(folder["pipe"]);
        File.CreateSymbolicLink(folder["to pipe"], folder["pipe"]);
        File.CreateSymbolicLink(folder["to device"], Endless);
        Assert.Contains("is a pipe, and only regular files are read", Refusal(folder["pipe"]), StringComparison.Ordinal);
        Assert.Contains("is a pipe", Refusal(folder["to pipe"]), StringComparison.Ordinal);
        Assert.Contains("is a device", Refusal(folder["to device"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adapter_config.json")]
    [InlineData("adapter_model.safetensors")]
    public void An_adapter_folder_with_a_pipe_or_a_device_is_refused(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var scope = NewDisposeScope();
        using var model = new Mixed();
        model.Lora.Save(folder["adapter"]);
        var path = Path.Combine(folder["adapter"], file);
        File.Delete(path);
        MakePipe(path);
        Assert.Contains("is a pipe", Assert.Throws<IOException>(() => model.Lora.Load(folder["adapter"])).Message, StringComparison.Ordinal);
        File.Delete(path);
        File.CreateSymbolicLink(path, Endless);
        Assert.Contains("is a device", Assert.Throws<IOException>(() => model.Lora.Load(folder["adapter"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkpoint.json")]
    [InlineData("state.json")]
    [InlineData("state.safetensors")]
    public void A_checkpoint_with_an_endless_file_is_passed_over(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        var store = new CheckpointStore(folder["run"]);
        using var state = new SavedState();
        state.Write("step", 1);
        store.Write(1, state);
        var path = Path.Combine(store.Write(2, state), file);
        File.Delete(path);
        File.CreateSymbolicLink(path, Endless);
        var notes = new List<string>();
        var newest = store.ReadNewest(notes.Add);
        newest?.State.Dispose();
        Assert.Equal(1, newest?.Step);
        Assert.Contains("is a device", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_architectures_and_metrics_are_read_from_regular_files_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.Throws<IOException>(() => RankManagerSettings.Load(Endless));
        Assert.Throws<IOException>(() => Architecture.Load(Endless));
        Assert.Throws<IOException>(() => RunRecords.Metrics.Read(Endless));
    }

    [Fact]
    public void A_byte_order_mark_in_front_of_JSON_is_passed_over()
    {
        using var scope = NewDisposeScope();
        using var model = new Mixed();
        model.Lora.Save(folder["adapter"]);
        Mark(Path.Combine(folder["adapter"], "adapter_config.json"));
        model.Lora.Load(folder["adapter"]);

        File.WriteAllText(folder["settings.json"], """{"patience": 3}""", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(3, RankManagerSettings.Load(folder["settings.json"]).Patience);

        File.WriteAllText(folder["validations.jsonl"], "{\"step\":1,\"loss\":2,\"best\":true}\n{\"step\":2,\"loss\":1,\"best\":true}\n");
        Mark(folder["validations.jsonl"]);
        Assert.Equal([1L, 2L], RunRecords.Validations.Read(folder["validations.jsonl"]).Select(metrics => metrics.Step));
    }

    private static string Refusal(string path) => Assert.Throws<IOException>(() => RegularFile.ReadText(path)).Message;

    private static void Mark(string path) => File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(path)]);

    private static void MakePipe(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
