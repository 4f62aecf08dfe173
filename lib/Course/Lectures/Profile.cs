namespace Course.Lectures;

/// <summary>How much work a lecture does: the same code, more or fewer steps.</summary>
public enum Profile
{
    /// <summary>A short stretch of real training: the whole book in minutes.</summary>
    Quick,

    /// <summary>Trains until the pictures are worth looking at: minutes per lecture on two cores.</summary>
    Standard,

    /// <summary>Numbers that can be held against the literature.</summary>
    Full,
}

/// <summary>The profile that a lecture runs under.</summary>
public static class Profiles
{
    /// <summary>The environment variable that chooses: quick, standard or full.</summary>
    public const string Variable = "COURSE_PROFILE";

    /// <summary>The chosen profile; <see cref="Profile.Standard"/> where nothing is said, as in a notebook opened by hand.</summary>
    /// <exception cref="ArgumentException">The variable holds something else.</exception>
    public static Profile Current => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => Profile.Standard,
        var name when Enum.TryParse<Profile>(name, ignoreCase: true, out var profile) && Enum.IsDefined(profile) => profile,
        var name => throw new ArgumentException($"{Variable} is '{name}'; use quick, standard or full."),
    };

    /// <summary>The value for the current profile.</summary>
    public static T Choose<T>(T quick, T standard, T full) => Current switch
    {
        Profile.Quick => quick,
        Profile.Standard => standard,
        _ => full,
    };
}
