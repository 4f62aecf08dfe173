using System.CommandLine;
using System.Globalization;

namespace Course.Kernel.Commands;

/// <summary><c>course check</c>: runs homework and tells its score.</summary>
internal static class CheckCommand
{
    // An endless loop in one submission must not keep the others waiting.
    private const double DefaultTimeout = 60;

    private const string Seed = "seed";

    public static Command Create(TextWriter output, TextWriter error, string folder)
    {
        var notebooks = new Argument<string[]>("notebook")
        {
            Description = "Notebooks with homework, or folders of them, searched at any depth.",
            Arity = ArgumentArity.OneOrMore,
        };
        CommandOptions.RefuseStrayOptions(notebooks);
        var json = new Option<string?>("--json") { Description = "Write the results to this file too, for a grade book.", HelpName = "FILE" };
        var seed = new Option<long?>("--seed") { Description = "Whose numbers to ask for; those that each notebook names if left out.", HelpName = "NUMBER" };
        var parameters = CommandOptions.Parameters();
        var timeout = CommandOptions.Timeout($"{DefaultTimeout} s if left out", DefaultTimeout);
        var profile = CommandOptions.Profile();

        var command = new Command("check", "Runs homework and tells which exercises are right; the notebooks stay as they are.")
        {
            notebooks, json, seed, parameters, timeout, profile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var sources = Submissions.Find(parsed.GetValue(notebooks) ?? [], folder);
                var options = new RunOptions
                {
                    Parameters = NotebookParameters.Parse(Assignments(parsed.GetValue(parameters) ?? [], parsed.GetValue(seed))),
                    Timeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                    GoesOn = true,
                };
                var run = new CheckRun(
                    sources, GradeBookPath(parsed.GetValue(json), folder), parsed.GetValue(seed),
                    Profile.Choose(parsed.GetValue(profile), Environment.GetEnvironmentVariable(Profile.Variable)), options,
                    new RunTerminal(output, error, quiet: true), TimeProvider.System);
                return await run.RunAsync(cancellation);
            }
            catch (CourseException e)
            {
                await error.WriteLineAsync(e.Message);
                return CourseCommand.UsageError;
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("Stopped; the results of notebooks that had ended are kept.");
                return 130;
            }
        });
        return command;
    }

    private static IEnumerable<string> Assignments(string[] parameters, long? seed) =>
        seed is null ? parameters
        : parameters.Any(assignment => assignment.StartsWith($"{Seed}=", StringComparison.Ordinal))
            ? throw new CourseException("--seed and -p seed=… say the same thing; give one of them.")
        : [.. parameters, string.Create(CultureInfo.InvariantCulture, $"{Seed}={seed}")];

    // A forgotten file name would make the notebook that follows --json the file that is overwritten.
    private static string? GradeBookPath(string? json, string folder) =>
        json is null ? null
        : json.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)
            ? throw new CourseException($"--json is \"{json}\", a notebook; give the file for the results.")
        : Path.GetFullPath(json, folder);
}
