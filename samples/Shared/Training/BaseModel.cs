using System.Security.Cryptography;
using System.Text;
using Shared.Data;
using Shared.Models;
using Shared.Reporting;
using TorchSharp;
using static TorchSharp.torch;

namespace Shared.Training;

/// <summary>The pre-trained transformer, kept as a checkpoint so that the next run finds it.</summary>
/// <param name="settings">What the checkpoint depends on.</param>
/// <param name="folder">Its folder, which is there.</param>
internal sealed class BaseModel(BaseSettings settings, string folder)
{
    /// <summary>Raised whenever the models' code changes what the same settings lead to.</summary>
    private const int Revision = 1;

    /// <summary>The checkpoint's path. Its name has a hash of everything that the base depends on: a stale one is never found.</summary>
    public string CheckpointPath
    {
        get
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Revision}|{settings}")));
            return Path.GetFullPath(Path.Combine(folder, $"base-{hash[..12]}.dat"));
        }
    }

    /// <summary>Loads the base, or trains it on the upright images and saves it.</summary>
    /// <param name="upright">The domain of pre-training.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="trainer">Trains it.</param>
    /// <param name="reporter">Told where it comes from.</param>
    public VisionTransformer Get(Domain upright, Device device, Trainer trainer, IReporter reporter)
    {
        if (File.Exists(CheckpointPath) && TryLoad(device, reporter) is { } cached)
            return cached;

        manual_seed(settings.Seed);
        var model = new VisionTransformer(settings.Shape);
        model.to(device);
        using var optimizer = optim.AdamW(model.parameters(), lr: settings.Plan.LearningRate);
        trainer.Fit("pre-training, upright", model, optimizer, upright, settings.Plan, settings.Seed);
        Save(model);
        return model;
    }

    private VisionTransformer? TryLoad(Device device, IReporter reporter)
    {
        var model = new VisionTransformer(settings.Shape);
        try
        {
            model.load(CheckpointPath);
            model.to(device);
            model.eval();
            reporter.Say($"Base: {CheckpointPath}");
            return model;
        }
        // The loader does not document which exceptions a damaged file causes; after any of them the base is trained again.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            model.Dispose();
            reporter.Say($"The checkpoint {CheckpointPath} cannot be read ({error.Message}); the base is trained anew.");
            return null;
        }
    }

    private void Save(VisionTransformer model)
    {
        var temporary = $"{CheckpointPath}.{Guid.NewGuid():n}.tmp";
        try
        {
            model.save(temporary);
            File.Move(temporary, CheckpointPath, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
