using System.Reflection;
using Microsoft.Playwright;

namespace LoraDsl.Report.Tests.Browser;

/// <summary>A page in the browser, with all that it complained about and asked for.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private static readonly string Pictures = Path.Combine(
        typeof(OpenPage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!, "artifacts", "report");

    private readonly List<string> complaints = [];
    private readonly List<string> requests = [];

    private OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Names of the charts that the page has figures for.</summary>
    public async Task<IReadOnlyList<string>> Charts() =>
        await Page.EvaluateAsync<string[]>("[...document.querySelectorAll('figure[data-chart]')].map(figure => figure.dataset.chart)");

    public static async Task<OpenPage> Of(IPage page, string file)
    {
        var open = new OpenPage(page);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return open;
    }

    /// <summary>Nothing was complained about, and nothing but the page was asked for.</summary>
    public void AssertQuiet(string file)
    {
        Assert.Empty(complaints);
        Assert.All(requests, request => Assert.True(request == new Uri(file).AbsoluteUri || request.StartsWith("data:", StringComparison.Ordinal), request));
    }

    /// <summary>How many points of a chart's picture stand out from its background, and in how many colours.</summary>
    public async Task<(int Points, int Colours)> Ink(string chart)
    {
        var counts = await Page.EvaluateAsync<int[]>(
            """
            name => {
              const canvas = document.querySelector(`#figure-${name} canvas`);
              const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
              copy.drawImage(canvas, 0, 0);
              const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
              const colours = new Map();
              let points = 0;
              for (let index = 0; index < data.length; index += 4) {
                if (data[index + 3] < 200) continue;
                points++;
                const key = (data[index] << 16) | (data[index + 1] << 8) | data[index + 2];
                colours.set(key, (colours.get(key) ?? 0) + 1);
              }
              return [points, [...colours.values()].filter(count => count >= 10).length];
            }
            """,
            chart);
        return (counts[0], counts[1]);
    }

    /// <summary>A colour that a chart's picture has, or not: a line is drawn when its colour is there.</summary>
    public async Task<int> PointsOf(string chart, string probe) => await Page.EvaluateAsync<int>(
        """
        ([name, probe]) => {
          const element = document.createElement('i');
          element.className = `probe-${probe}`;
          document.body.append(element);
          const [r, g, b] = getComputedStyle(element).color.match(/[\d.]+/g).map(Number);
          element.remove();
          const canvas = document.querySelector(`#figure-${name} canvas`);
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          let points = 0;
          for (let index = 0; index < data.length; index += 4)
            if (data[index] === r && data[index + 1] === g && data[index + 2] === b && data[index + 3] > 200) points++;
          return points;
        }
        """,
        new[] { chart, probe });

    /// <summary>Leaves a page in the repository's artifacts, to be opened.</summary>
    public static void Keep(string file, string name)
    {
        Directory.CreateDirectory(Pictures);
        File.Copy(file, Path.Combine(Pictures, name + ".html"), overwrite: true);
    }

    /// <summary>Leaves a picture of the whole page in the repository's artifacts, to be looked at.</summary>
    public async Task Picture(string name) => await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
