using System.Text.Json.Nodes;
using Course.Lectures;
using Course.Tests.Plots;

namespace Course.Tests.Lectures;

/// <summary>What becomes of an answer that cannot be judged, and how a result shows itself.</summary>
public sealed class CheckTests
{
    private readonly Homework1 _hw = new(3);

    private VarianceExercise Variance => (VarianceExercise)_hw.Find("1.5");

    [Fact]
    public void A_stub_counts_as_not_answered_yet()
    {
        Assert.Equal(Verdict.Unanswered, Variance.Judge(x => throw new NotImplementedException()).Verdict);
        Assert.Equal(Verdict.Unanswered, ((GaussianKlExercise)_hw.Find("1.3")).Judge(null).Verdict);
        Assert.Equal(Verdict.Unanswered, ((PcaExercise)_hw.Find("1.13")).Judge(1, null, 1).Verdict);
        Assert.Equal(Verdict.Unanswered,
            ((MixtureExercise)_hw.Find("1.8")).Judge(x => Answers.Density(_hw.Humps, x), rng => throw new NotImplementedException()).Verdict);
    }

    [Fact]
    public void An_exception_is_a_wrong_answer_with_the_input_that_led_to_it()
    {
        var ruling = Variance.Judge(x => throw new InvalidOperationException("no <luck>"));

        Assert.Equal(Verdict.Wrong, ruling.Verdict);
        Assert.Matches(@"^With x = \(.*\) your function throws InvalidOperationException: no <luck>$", ruling.Message);
    }

    [Fact]
    public void An_interruption_of_the_cell_is_not_an_answer() =>
        Assert.Throws<OperationCanceledException>(() => Variance.Judge(x => throw new OperationCanceledException()));

    [Theory]
    [InlineData(double.NaN, "which is no number")]
    [InlineData(double.PositiveInfinity, "it must be finite")]
    [InlineData(-1e9, "never negative")]
    [InlineData(1e9, "too large")]
    public void A_value_that_no_known_mistake_gives_is_described(double value, string sentence) =>
        Assert.Contains(sentence, Variance.Judge(x => value).Message, StringComparison.Ordinal);

    [Fact]
    public void A_function_that_changes_its_input_harms_nobody() => Assert.Equal(Verdict.Passed, Variance.Judge(x =>
    {
        double variance = Answers.Variance(x);
        Array.Clear(x);
        return variance;
    }).Verdict);

    [Fact]
    public void A_result_shows_itself_for_people_and_for_programs()
    {
        var result = new CheckResult("hw1", 3, _hw.Find("1.3"), Verdict.Wrong, "<b>no</b> & \"never\"");

        var forms = DisplayTests.Show(result);

        Assert.Equal([CheckResult.MimeType, "text/html", "text/plain"], forms.Keys);
        Assert.Equal("✗ 1.3 A divergence by hand: not right yet. <b>no</b> & \"never\"", forms["text/plain"]);
        Assert.Contains("&lt;b&gt;no&lt;/b&gt; &amp; &quot;never&quot;", forms["text/html"], StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", forms["text/html"], StringComparison.Ordinal);
        var json = JsonNode.Parse(forms[CheckResult.MimeType])!;
        Assert.Equal(
            ("hw1", 3L, "1.3", "A divergence by hand", 2, "wrong", result.Message),
            ((string)json["homework"]!, (long)json["seed"]!, (string)json["exercise"]!, (string)json["title"]!, (int)json["points"]!, (string)json["verdict"]!,
                (string)json["message"]!));
    }

    [Fact]
    public void An_open_exercise_is_not_red()
    {
        Assert.DoesNotContain("#c62828", new CheckResult("hw1", 3, _hw.Find("1.3"), Verdict.Unanswered, "").ToHtml(), StringComparison.Ordinal);
        Assert.Contains("#c62828", new CheckResult("hw1", 3, _hw.Find("1.3"), Verdict.Wrong, "").ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_homework_lists_its_exercises_for_programs()
    {
        var forms = DisplayTests.Show(_hw);

        var json = JsonNode.Parse(forms[CheckResult.MimeType])!;
        Assert.Equal(3, (long)json["seed"]!);
        Assert.Equal(_hw.Exercises.Select(exercise => exercise.Id), json["exercises"]!.AsArray().Select(exercise => (string)exercise!["exercise"]!));
        Assert.Equal(_hw.Exercises.Sum(exercise => exercise.Points), json["exercises"]!.AsArray().Sum(exercise => (int)exercise!["points"]!));
        Assert.Contains("seed 3", forms["text/plain"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_exercise_that_does_not_exist_is_named_with_those_that_do()
    {
        string message = Assert.Throws<ArgumentException>(() => _hw.Find("9.9")).Message;

        Assert.StartsWith("hw1 has no exercise 9.9; it has 1.1, 1.2, ", message, StringComparison.Ordinal);
    }

    /// <summary>One test for all that a session's homework does, because there is one session.</summary>
    [Fact]
    public void A_session_keeps_the_last_result_of_each_exercise_and_only_a_strict_one_throws()
    {
        var hw = Homework1.Begin(3);
        Check.Kl("1.3", 2.042544);
        Check.Kl("1.3", 24.1137);
        Check.Variance("1.5", x => throw new NotImplementedException());

        string score = hw.Score().ToString();
        Assert.StartsWith("2 of 35 points (seed 3)", score, StringComparison.Ordinal);
        Assert.Matches("1.3 A divergence by hand +2 +2 +passed", score);
        Assert.Matches("1.5 A variance without bias +0 +2 +not answered yet", score);
        Assert.Matches("1.6 The likelihood of U.0, θ. +0 +2 +not checked", score);
        string message = Assert.Throws<ArgumentException>(() => Check.Variance("1.3", x => 0)).Message;
        Assert.Contains("is not checked by Check.Variance", message, StringComparison.Ordinal);

        Homework1.Begin(3, strict: true);
        Check.Kl("1.3", 24.1137);
        Assert.StartsWith("✗ 1.3", Assert.Throws<HomeworkException>(() => Check.Kl("1.3", 1)).Message, StringComparison.Ordinal);
    }
}
