using Course.Kernel.Commands;
using Course.Kernel.Execution;
using Course.Kernel.Protocol;

// Before anything else is loaded: these two have no command line to understand, and somebody waits for them.
if (args is [NotebookWorker.Verb, var requests, var reports])
    return NotebookWorker.Run(requests, reports);
if (args is [.. var start, var file] && start.SequenceEqual(KernelHost.Arguments))
    return await KernelHost.RunAsync(file, Console.Error);

return await CourseCommand.InvokeAsync(args, Console.Out, Console.Error, Directory.GetCurrentDirectory());
