using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Course.Kernel.Protocol;

/// <summary>
/// The front end that started this kernel. When it dies without a shutdown request, nobody will ever send one. Jupyter gives its process
/// id (on Windows a handle) in JPY_PARENT_PID; without it the kernel lives until it is told to end.
/// </summary>
internal static partial class ParentProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Done when the parent is gone; never if there is none to watch.</summary>
    public static Task EndedAsync()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), CultureInfo.InvariantCulture, out var id) || id <= 0)
            return Task.Delay(Timeout.Infinite);
        return OperatingSystem.IsWindows() ? HandleSignalledAsync(id) : GoneAsync(id);
    }

    private static Task HandleSignalledAsync(int handle)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false) };
        ThreadPool.RegisterWaitForSingleObject(process, (_, _) => ended.TrySetResult(), null, Timeout.Infinite, executeOnlyOnce: true);
        return ended.Task;
    }

    private static async Task GoneAsync(int id)
    {
        // An orphan gets a new parent at once, even while the old one is still a zombie; a kernel that was started through a script in
        // between has to look for the process itself.
        var parent = Parent();
        while (Parent() == parent && IsAlive(id))
            await Task.Delay(Interval);
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int Parent();
}
