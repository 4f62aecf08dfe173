using System.CommandLine;

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
        // Without this a misspelt option would be taken for the name of a notebook.
        notebooks.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } stray)
                result.AddError($"Unrecognized command or argument '{stray.Value}'.");
        });
        var into = new Option<string?>("--out") { Description = "The folder of the book; <repository>/book if left out.", HelpName = "DIR" };
        var profile = new Option<string?>("--profile")
        {
            Description = "How much to compute: quick, standard or full; $COURSE_PROFILE if left out, else quick.",
            HelpName = "PROFILE",
        };

        var command = new Command("run", "Runs notebooks and writes them, with their outputs, as a book of HTML pages.") { notebooks, into, profile };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var plan = RunPlan.Make(
                    parsed.GetValue(notebooks) ?? [], parsed.GetValue(into), parsed.GetValue(profile),
                    Environment.GetEnvironmentVariable(Profile.Variable), folder);
                return await new BookRun(plan, new RunTerminal(output, error), TimeProvider.System).RunAsync(cancellation);
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
