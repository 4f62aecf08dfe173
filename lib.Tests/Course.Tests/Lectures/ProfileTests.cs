using Course.Lectures;

namespace Course.Tests.Lectures;

/// <summary>One class, so that the tests that set the environment variable run one after the other.</summary>
public sealed class ProfileTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(Profiles.Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Profiles.Variable, _before);

    [Theory]
    [InlineData(null, Profile.Standard)]
    [InlineData("", Profile.Standard)]
    [InlineData("quick", Profile.Quick)]
    [InlineData("FULL", Profile.Full)]
    public void The_environment_chooses_the_profile(string? value, Profile expected)
    {
        Environment.SetEnvironmentVariable(Profiles.Variable, value);
        Assert.Equal(expected, Profiles.Current);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("7")]
    public void Another_word_is_refused_with_the_words_that_exist(string value)
    {
        Environment.SetEnvironmentVariable(Profiles.Variable, value);
        Assert.Equal($"COURSE_PROFILE is '{value}'; use quick, standard or full.", Assert.Throws<ArgumentException>(() => Profiles.Current).Message);
    }
}
