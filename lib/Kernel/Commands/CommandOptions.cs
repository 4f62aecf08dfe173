using System.CommandLine;

namespace Course.Kernel.Commands;

/// <summary>Options that several commands have, with the same words.</summary>
internal static class CommandOptions
{
    public static Option<string?> Profile() => new("--profile")
    {
        Description = "How much to compute: quick, standard or full; $COURSE_PROFILE if left out, else quick.",
        HelpName = "PROFILE",
    };

    /// <param name="leftOut">What holds without the option, in words.</param>
    /// <param name="seconds">And as a number; null for no limit.</param>
    public static Option<double?> Timeout(string leftOut, double? seconds)
    {
        var timeout = new Option<double?>("--timeout")
        {
            Description = $"The most seconds that a cell may take, {RunOptions.SlowFactor} times as many if it is tagged slow; {leftOut}.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => seconds,
        };
        timeout.Validators.Add(result =>
        {
            if (result.GetValue(timeout) is <= 0 or double.NaN or > 1e8)
                result.AddError("--timeout must be a positive number of seconds.");
        });
        return timeout;
    }

    public static Option<string[]> Parameters() => new("-p", "--parameter")
    {
        Description = "A value for the cell tagged parameters, as papermill gives it; may be repeated.",
        HelpName = "NAME=VALUE",
    };

    /// <summary>Without this a misspelt option would be taken for the name of a notebook.</summary>
    public static void RefuseStrayOptions(Argument<string[]> notebooks) => notebooks.Validators.Add(result =>
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } stray)
            result.AddError($"Unrecognized command or argument '{stray.Value}'.");
    });
}
