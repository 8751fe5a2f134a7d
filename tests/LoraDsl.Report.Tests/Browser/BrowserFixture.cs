using Microsoft.Playwright;

namespace LoraDsl.Report.Tests.Browser;

/// <summary>One browser for all tests that look at pages.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal TemporaryFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        if (Chromium.WhyNot is not null)
            return;
        var executable = Chromium.Executable ?? throw new InvalidOperationException("LORADSL_BROWSER is 'required', but there is no browser here: install chromium.");
        playwright = await Playwright.CreateAsync();
        // Containers have little shared memory, and no GPU to draw on.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = ["--disable-dev-shm-usage", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
        Folder.Dispose();
    }

    /// <summary>Opens a page in a profile of its own.</summary>
    internal async Task<OpenPage> Open(string file, ColorScheme colours = ColorScheme.Light, int width = 1360, bool scripts = true)
    {
        var context = await browser!.NewContextAsync(new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = scripts });
        return await OpenPage.Of(await context.NewPageAsync(), file);
    }
}

[CollectionDefinition(nameof(BrowserFixture))]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>;
