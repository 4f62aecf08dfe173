using System.CommandLine;
using System.CommandLine.Parsing;
using Course.Kernel.Install;

namespace Course.Kernel.Commands;

/// <summary>The command <c>course</c> and what lies below it.</summary>
internal static class CourseCommand
{
    /// <summary>Something is wrong with the command line itself; nothing has been run.</summary>
    public const int UsageError = 2;

    /// <param name="args">The arguments after the program's name.</param>
    /// <param name="output">Progress and results.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="folder">The current directory.</param>
    /// <returns>0 if all went well.</returns>
    public static async Task<int> InvokeAsync(string[] args, TextWriter output, TextWriter error, string folder)
    {
        var root = new RootCommand("Runs C# notebooks and makes a book of them.")
        {
            RunCommand.Create(output, error, folder),
            CheckCommand.Create(output, error, folder),
            ServeCommand.Create(output, error, folder),
            KernelCommand.Create(output, error, JupyterFolders.OfThisUser),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // One sentence, where the library would print the whole help after it.
            await error.WriteLineAsync(parsed.Errors[0].Message + $" See: {NameOf(parsed.CommandResult)} --help");
            return UsageError;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            // After Ctrl-C: time to stop the notebook's process and to take half-written files away.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        });
    }

    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult { Parent: not null } parent ? $"{NameOf(parent)} {command.Command.Name}"
        : command.Parent is CommandResult ? $"course {command.Command.Name}"
        : "course";
}
