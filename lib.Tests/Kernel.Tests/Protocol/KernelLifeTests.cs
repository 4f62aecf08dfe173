using System.Diagnostics;
using System.Globalization;
using Course.Kernel.Execution;
using Course.Kernel.Protocol;
using Course.Kernel.Protocol.Client;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

/// <summary>How a kernel process begins and ends.</summary>
public sealed class KernelLifeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_shutdown_ends_the_process_also_while_a_cell_runs()
    {
        await using var kernel = await LocalKernel.StartAsync(_folder.Path, null, _ => { }, Cancellation);
        await using var front = await FrontEnd.ConnectAsync(kernel.Connection);
        _ = front.Execute("Console.WriteLine(\"started\"); while (true) ;").ContinueWith(static t => t.Exception, TaskScheduler.Default);
        await front.NextAsync(m => m.Type == "stream");
        Assert.Equal("ok", (await front.SendControl("shutdown_request")).Content.Text("status"));
        await kernel.Process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    /// <summary>COURSE_KERNELS sets how many; 50 take a minute and gigabytes of memory.</summary>
    [Fact]
    public async Task Many_kernels_live_side_by_side()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("COURSE_KERNELS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 5;
        List<(LocalKernel Kernel, FrontEnd Front)> all = [];
        try
        {
            var starting = Enumerable.Range(0, count).Select(_ => LocalKernel.StartAsync(_folder.Path, null, _ => { }, Cancellation)).ToList();
            foreach (var kernel in starting)
                all.Add((await kernel, await FrontEnd.ConnectAsync((await kernel).Connection)));
            foreach (var (i, (_, front)) in all.Index())
                await front.RunAsync($"var own = {i};");
            foreach (var (i, (_, front)) in all.Index())
                Assert.Equal($"execute_result: {i}", (await front.RunAsync("own")).Seen[^1]);
        }
        finally
        {
            foreach (var (kernel, front) in all)
            {
                await front.DisposeAsync();
                await kernel.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_kernel_whose_front_end_dies_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "on Windows Jupyter passes a handle instead of a process id");
        var file = _folder.File("connection.json");
        new ConnectionFile().Write(file);
        // The shell is the front end: it starts the kernel and waits until it is killed.
        var kernelCommand = $"'{NotebookProcess.DotnetHost}' exec '{typeof(KernelHost).Assembly.Location}' {string.Join(' ', KernelHost.Arguments)} '{file}'";
        var command = $"JPY_PARENT_PID=$$ {kernelCommand} & echo $!; wait";
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var id = int.Parse((await parent.StandardOutput.ReadLineAsync(Cancellation))!, CultureInfo.InvariantCulture);
        using var kernel = Process.GetProcessById(id);
        while (ConnectionFile.Read(file).LeavesPortsOpen)
            await Task.Delay(20, Cancellation);
        Assert.False(kernel.HasExited);
        parent.Kill();
        await kernel.WaitForExitAsync(Cancellation);
    }

    [Theory]
    [InlineData("{ not json", "this is no connection file")]
    [InlineData("""{"key": "k", "signature_scheme": "hmac-md5"}""", "the signature scheme \"hmac-md5\" is not supported; it must be hmac-sha256.")]
    [InlineData("""{"transport": "carrier pigeon"}""", "The transport \"carrier pigeon\" is not supported; it must be tcp or ipc.")]
    [InlineData("""{"ip": "somewhere"}""", "\"somewhere\" is no IP address to listen at.")]
    [InlineData(null, "The connection file cannot be read")]
    public async Task A_connection_file_that_cannot_be_used_is_told_in_one_sentence(string? content, string message)
    {
        var file = _folder.File("bad.json");
        if (content is not null)
            File.WriteAllText(file, content);
        using var error = new StringWriter();
        Assert.Equal(1, await KernelHost.RunAsync(file, error));
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }
}
