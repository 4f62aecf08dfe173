using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Course.Kernel.Book.Serving;

/// <summary>
/// Shows a book to browsers on this machine and to nobody else: it listens on the loopback address, and a page of another site that has
/// its name point here (DNS rebinding) is refused by the Host header.
/// </summary>
/// <param name="folder">The book's.</param>
internal sealed class BookServer(string folder) : IAsyncDisposable
{
    /// <summary>Where a page asks whether it has been drawn anew.</summary>
    public const string Changes = "/.changes";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] Reloading = Encoding.UTF8.GetBytes(
        $"<script>new EventSource(\"{Changes}?page=\" + encodeURIComponent(location.pathname)).onmessage = () => location.reload();</script>\n");

    private readonly BookFiles _files = new(folder);
    private readonly CancellationTokenSource _stopping = new();
    private WebApplication? _application;

    /// <summary>Begins to listen.</summary>
    /// <param name="port">0 for one that is free.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The address to open.</returns>
    /// <exception cref="CourseException">The port is taken or not allowed.</exception>
    public async Task<Uri> StartAsync(int port, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _application = builder.Build();
        _application.Run(AnswerAsync);
        try
        {
            await _application.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            throw new CourseException($"Port {port} of 127.0.0.1 is taken by another program; choose one with --port, or 0 for any that is free.", e);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new CourseException($"Port {port} of 127.0.0.1 cannot be opened: {e.Message}.", e);
        }

        return new Uri(_application.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_application is not null)
            await _application.DisposeAsync();
        _stopping.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (request.Host.Host is not ("127.0.0.1" or "localhost"))
            return RefuseAsync(response, StatusCodes.Status403Forbidden, "This server answers for 127.0.0.1 and localhost alone.");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return RefuseAsync(response, StatusCodes.Status405MethodNotAllowed, "Pages can only be read.");
        if (request.Path == Changes)
            return _files.Find(request.Query["page"].ToString()) is { } page ? TellAsync(page, context) : NotFoundAsync(response);
        return _files.Find(request.Path.Value ?? "/") is { } file ? SendAsync(file, context) : NotFoundAsync(response);
    }

    private static async Task SendAsync(string file, HttpContext context)
    {
        var response = context.Response;
        response.ContentType = BookFiles.TypeOf(file);
        var bytes = await File.ReadAllBytesAsync(file, context.RequestAborted);
        var added = response.ContentType.StartsWith("text/html", StringComparison.Ordinal) ? Reloading : [];
        response.ContentLength = bytes.Length + added.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
        await response.Body.WriteAsync(added, context.RequestAborted);
    }

    /// <summary>One event when the page has been drawn anew.</summary>
    private async Task TellAsync(string page, HttpContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        context.Response.ContentType = "text/event-stream";
        var seen = File.GetLastWriteTimeUtc(page);
        try
        {
            await context.Response.Body.FlushAsync(ends.Token);
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(ends.Token))
            {
                // Looking is cheaper than watching: no limit on the number of watchers, and network folders work too.
                if (File.GetLastWriteTimeUtc(page) == seen)
                    continue;
                await context.Response.WriteAsync("data: drawn anew\n\n", ends.Token);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the server goes.
        }
    }

    private static Task NotFoundAsync(HttpResponse response) => RefuseAsync(response, StatusCodes.Status404NotFound, "The book has no such page.");

    private static Task RefuseAsync(HttpResponse response, int status, string sentence)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(sentence + "\n");
    }
}
