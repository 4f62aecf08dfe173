namespace Course.Kernel.Commands;

/// <summary>How much the notebooks are to compute.</summary>
internal static class Profile
{
    public const string Variable = "COURSE_PROFILE";
    private static readonly string[] Names = ["quick", "standard", "full"];

    /// <param name="option">What the command line says, or null.</param>
    /// <param name="environment">What the environment says, or null.</param>
    /// <exception cref="CourseException">There is no profile of that name.</exception>
    public static string Choose(string? option, string? environment)
    {
        var (name, origin) = option is not null ? (option, "--profile") : (environment, Variable);
        if (string.IsNullOrEmpty(name))
            return option is null ? Names[0] : throw Wrong(origin, name);
        return Names.Contains(name) ? name : throw Wrong(origin, name);
    }

    private static CourseException Wrong(string origin, string? name) =>
        new($"{origin} is \"{name}\", which is no profile; choose quick, standard or full.");
}
