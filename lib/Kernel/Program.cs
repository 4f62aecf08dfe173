using Course.Kernel.Commands;
using Course.Kernel.Execution;

// Before anything else is loaded: a notebook process has no command line to understand.
if (args is [NotebookWorker.Verb, var requests, var reports])
    return await NotebookWorker.RunAsync(requests, reports);

return await CourseCommand.InvokeAsync(args, Console.Out, Console.Error, Directory.GetCurrentDirectory());
