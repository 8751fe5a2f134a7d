using LoraDsl.Management;
using Microsoft.Extensions.Logging;

namespace LoraDsl.Terminal.Tests;

public sealed class ManagementLogTests
{
    [Fact]
    public void Decisions_are_logged_by_what_becomes_of_them()
    {
        using var model = new Model();
        var (manager, log) = Started(model);
        Assert.Equal((1, "head", 8, 6, "initial"), Fields(Assert.Single(log.Events)));

        Observe(manager, 1, 1);
        Assert.Equal([(2, "body", 2, 4, "stagnant"), (1, "head", 6, 8, "stagnant")], log.Events.Skip(1).Select(Fields));
        Assert.All(log.Events.Skip(1), entry => Assert.Equal((LogLevel.Information, 2L), (entry.Level, entry.Fields["Step"])));
        Assert.StartsWith("Step 2: head changed from rank 6 to 8 by the rule stagnant: ", log.Events[2].Text, StringComparison.Ordinal);
        Assert.StartsWith("Step 2: body should change from rank 2 to 4 by the rule stagnant: ", log.Events[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rank_that_stays_is_logged_for_debugging()
    {
        using var model = new Model();
        var (manager, log) = Started(model);
        Observe(manager, 1, 0.5);
        Assert.All(log.Events.Skip(1), entry => Assert.Equal((3, LogLevel.Debug, "keep"), (entry.Id, entry.Level, entry.Fields["Rule"])));
        Assert.Equal(["body", "head"], log.Events.Skip(1).Select(entry => entry.Fields["Adapter"]));
    }

    [Fact]
    public void An_observation_that_is_passed_over_is_a_warning()
    {
        using var model = new Model();
        var (manager, log) = Started(model);
        manager.Observe(7, double.NaN, 0.5);
        var entry = log.Events[^1];
        Assert.Equal((4, LogLevel.Warning, 7L, double.NaN, 0.5), (entry.Id, entry.Level, entry.Fields["Step"], entry.Fields["Loss"], entry.Fields["Accuracy"]));
    }

    [Fact]
    public void Default_settings_that_were_written_are_logged_with_their_file()
    {
        var folder = Directory.CreateTempSubdirectory("loradsl-terminal-");
        try
        {
            var path = Path.Combine(folder.FullName, "ranks.json");
            var log = new RecordedLog();
            RankManagerSettings.LoadOrCreate(path, log.SettingsWritten);
            var entry = Assert.Single(log.Events);
            Assert.Equal((5, LogLevel.Information, path), (entry.Id, entry.Level, entry.Fields["Path"]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (RankManager Manager, RecordedLog Log) Started(Model model)
    {
        model.Lora.FreezeBase();
        var log = new RecordedLog();
        var manager = new RankManager(model.Lora, new RankManagerSettings { Patience = 2, InitialRank = 6 });
        manager.LogTo(log);
        manager.Start();
        return (manager, log);
    }

    private static void Observe(RankManager manager, params double[] losses)
    {
        foreach (var (index, loss) in losses.Index())
            manager.Observe(index + 1, loss, 0.5);
    }

    private static (int Id, object? Adapter, object? Old, object? New, object? Rule) Fields((int Id, LogLevel Level, IReadOnlyDictionary<string, object?> Fields, string Text) entry) =>
        (entry.Id, entry.Fields["Adapter"], entry.Fields["OldRank"], entry.Fields["NewRank"], entry.Fields["Rule"]);
}
