using System.CommandLine;
using Course.Kernel.Book.Libraries;

namespace Course.Kernel.Commands;

/// <summary><c>course run</c>: notebooks, top to bottom, into a book.</summary>
internal static class RunCommand
{
    public static Command Create(TextWriter output, TextWriter error, string folder)
    {
        var notebooks = new Argument<string[]>("notebook")
        {
            Description = "The notebooks to run; without any, every notebooks/*.ipynb of the repository.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        CommandOptions.RefuseStrayOptions(notebooks);
        var into = new Option<string?>("--out") { Description = "The folder of the book; <repository>/book if left out.", HelpName = "DIR" };
        var profile = CommandOptions.Profile();
        var timeout = CommandOptions.Timeout("no limit if left out", null);
        var from = new Option<int?>("--from") { Description = "The number of the first cell to run.", HelpName = "CELL" };
        var only = new Option<string?>("--only")
        {
            Description = "The numbers of the cells to run, such as 1,5-7; remember those that the others need.",
            HelpName = "CELLS",
        };
        var parameters = CommandOptions.Parameters();
        var inPlace = new Option<bool>("--in-place") { Description = "Write the outputs into the notebooks themselves; make no book." };
        var maxSize = new Option<int?>("--max-size")
        {
            Description = "With --in-place: leave out the largest forms of outputs, interactive pieces first and pictures last, until the notebook is so small.",
            HelpName = "KB",
        };
        var overWire = new Option<bool>("--over-wire") { Description = "Run the cells through the Jupyter protocol, as a front end does." };

        var compileOnly = new Option<bool>("--compile-only")
        {
            Description = "Compile the cells and do not run them: says in seconds which notebooks a change of a library has broken.",
        };

        var command = new Command("run", "Runs notebooks and writes them, with their outputs, as a book of HTML pages.")
        {
            notebooks, into, profile, timeout, from, only, parameters, inPlace, maxSize, overWire, compileOnly,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var options = new RunOptions
                {
                    Cells = CellSelection.Of(parsed.GetValue(from), parsed.GetValue(only)),
                    Parameters = NotebookParameters.Parse(parsed.GetValue(parameters) ?? []),
                    Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                    OverWire = parsed.GetValue(overWire),
                    InPlace = parsed.GetValue(inPlace),
                    MaxSize = parsed.GetValue(maxSize) is { } kilobytes ? kilobytes * 1024L : null,
                    CompilesOnly = parsed.GetValue(compileOnly),
                };
                var plan = RunPlan.Make(
                    parsed.GetValue(notebooks) ?? [], parsed.GetValue(into), parsed.GetValue(profile),
                    Environment.GetEnvironmentVariable(Profile.Variable), folder, options);
                return await new BookRun(plan, new RunTerminal(output, error), TimeProvider.System, LibraryCache.OfThisUser).RunAsync(cancellation);
            }
            catch (CourseException e)
            {
                await error.WriteLineAsync(e.Message);
                return CourseCommand.UsageError;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("Stopped; notebooks that had ended are kept, the one that was running is not.");
                return 130;
            }
        });
        return command;
    }
}
