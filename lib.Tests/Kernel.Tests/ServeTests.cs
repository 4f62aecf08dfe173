using System.Net;
using System.Net.Sockets;
using System.Text;
using Course.Kernel.Book.Serving;
using Course.Kernel.Commands;

namespace Course.Kernel.Tests;

public sealed class ServeTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BookServer _server;

    public ServeTests()
    {
        _folder.Write("secret.txt", "secret");
        _folder.Write("book/index.html", "<title>Contents</title>");
        _folder.Write("book/07-vae.html", "<title>VAE</title>");
        _folder.Write("book/.07-vae.html.partial", "half");
        _server = new BookServer(_folder.File("book"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Pages_are_shown_and_told_to_reload()
    {
        using var client = new HttpClient { BaseAddress = await StartAsync() };
        var index = await client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal("text/html; charset=utf-8", index.Content.Headers.ContentType!.ToString());
        var page = await index.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("<title>Contents</title>", page, StringComparison.Ordinal);
        Assert.Contains("EventSource", page, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", client.BaseAddress.Host);
    }

    [Fact]
    public async Task A_page_that_is_drawn_anew_is_announced()
    {
        using var client = new HttpClient { BaseAddress = await StartAsync() };
        using var response = await client.GetAsync(
            "/.changes?page=/07-vae.html", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        File.SetLastWriteTimeUtc(_folder.File("book/07-vae.html"), DateTime.UnixEpoch);
        Assert.Equal("data: drawn anew", await events.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/..%5csecret.txt")]
    [InlineData("//secret.txt")]
    [InlineData("/.07-vae.html.partial")]
    [InlineData("/absent.html")]
    [InlineData("/.changes?page=/../secret.txt")]
    public async Task What_is_not_part_of_the_book_is_not_shown(string target) =>
        Assert.StartsWith("HTTP/1.1 404", await RawAsync($"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\n", "403")]
    [InlineData("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n", "405")]
    public async Task Other_sites_and_other_methods_are_refused(string request, string status) =>
        Assert.StartsWith("HTTP/1.1 " + status, await RawAsync(request), StringComparison.Ordinal);

    [Fact]
    public async Task A_link_that_leads_out_of_the_book_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        File.CreateSymbolicLink(_folder.File("book/link.html"), _folder.File("secret.txt"));
        Assert.StartsWith("HTTP/1.1 404", await RawAsync("GET /link.html HTTP/1.1\r\nHost: localhost\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told_in_one_sentence()
    {
        var address = await StartAsync();
        var error = await ErrorOfAsync("serve", "book", "--port", address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal($"Port {address.Port} of 127.0.0.1 is taken by another program; choose one with --port, or 0 for any that is free.", error);
    }

    [Theory]
    [InlineData("There is no book in ", "serve", "nowhere")]
    [InlineData("--port is 70000; ports are numbers from 0 to 65535.", "serve", "--port", "70000")]
    public async Task A_missing_book_and_a_wrong_port_are_told_in_one_sentence(string message, params string[] args)
    {
        var error = await ErrorOfAsync(args);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'));
    }

    private async Task<string> ErrorOfAsync(params string[] args)
    {
        using StringWriter error = new();
        Assert.NotEqual(0, await CourseCommand.InvokeAsync(args, TextWriter.Null, error, _folder.Path));
        return error.ToString().TrimEnd();
    }

    private Task<Uri> StartAsync() => _server.StartAsync(0, TestContext.Current.CancellationToken);

    /// <summary>As it stands on the wire: clients tidy up addresses before they send them.</summary>
    private async Task<string> RawAsync(string request)
    {
        var address = await StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request + "Connection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
