using System.Globalization;
using System.Text;
using Course.Plots.Display;

namespace Course.Lectures;

/// <summary>
/// A derivation that is executed: every line is a formula, a sentence that says why it equals the line before, and code that computes it by
/// a road of its own. All values must be equal; a wrong step is shown as wrong, and then the cell fails.
/// </summary>
/// <remarks>Immutable.
/// <code>
/// new Derivation("The mean of a die")
///     .Step(@"\mathbb E[X] = \sum_{x=1}^{6} x\,p(x)", "The definition.", () => Estimate.Enumeration(Enumerable.Range(1, 6).Select(x => x / 6.0)))
///     .Step(@"= \tfrac{1}{6} \cdot \tfrac{6 \cdot 7}{2}", "The sum of the first n numbers is n(n + 1)/2.", () => 6 * 7 / 2.0 / 6)
///     .Show();
/// </code>
/// </remarks>
[TypeFormatterSource(typeof(DerivationFormatterSource), PreferredMimeTypes = ["text/markdown", "text/plain"])]
public sealed class Derivation
{
    private readonly IReadOnlyList<DerivationStep> _steps;
    private readonly double _tolerance;

    /// <summary>A derivation without steps.</summary>
    /// <param name="title">What is derived.</param>
    /// <param name="tolerance">How far two exact values may differ, relative to the larger of 1 and the value.</param>
    public Derivation(string title, double tolerance = 1e-6) : this(title, tolerance, [])
    {
    }

    private Derivation(string title, double tolerance, IReadOnlyList<DerivationStep> steps) => (Title, _tolerance, _steps) = (title, tolerance, steps);

    /// <summary>What is derived.</summary>
    public string Title { get; }

    /// <summary>Whether all steps have the value of the first, as far as their roads are exact.</summary>
    public bool Holds => _steps.All(IsRight);

    /// <summary>The same with one more line.</summary>
    /// <param name="formula">LaTeX, without dollar signs.</param>
    /// <param name="sentence">Why it equals the line before.</param>
    /// <param name="value">Computes it; a plain number counts as a closed form, see <see cref="Estimate"/> for other roads.</param>
    public Derivation Step(string formula, string sentence, Func<Estimate> value) =>
        new(Title, _tolerance, [.. _steps, new(formula, sentence, value)]);

    /// <summary>Shows all steps with their values, and then fails if one is wrong.</summary>
    /// <exception cref="DerivationException">A step has another value than the first, or could not be computed.</exception>
    public void Show()
    {
        if (NotebookOutput.Here is { } output) output.Show(this);
        else Console.WriteLine(this);
        for (int i = 0; i < _steps.Count; i++)
            if (!IsRight(_steps[i])) throw new DerivationException($"Step {i + 1} of '{Title}' ({_steps[i].Sentence.TrimEnd('.')}) {Verdict(_steps[i])}.");
    }

    /// <summary>The steps with formulas in TeX.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Title);
        for (int i = 0; i < _steps.Count; i++)
            text.Append($"\n{i + 1}. {_steps[i].Sentence}\n   {_steps[i].Formula}\n   {Shown(_steps[i])} {Mark(_steps[i])}");
        return text.ToString();
    }

    internal string ToMarkdown()
    {
        var text = new StringBuilder($"**{Title}**\n\n");
        for (int i = 0; i < _steps.Count; i++)
        {
            string mark = IsRight(_steps[i]) ? Mark(_steps[i]) : Html.Alarm(Mark(_steps[i]));
            text.Append($"**{i + 1}.** {_steps[i].Sentence}\n\n$$\n{_steps[i].Formula}\n$$\n\n{Shown(_steps[i])} {mark}\n\n");
        }
        return text.ToString();
    }

    // The first exact value is what all others are held against, so that a random one does not widen everybody's tolerance.
    private Estimate? Reference => (_steps.FirstOrDefault(step => step.Value is { StandardError: 0 }) ?? _steps[0]).Value;

    private bool IsRight(DerivationStep step) => step.Value is { } value && Reference is { } reference && value.Agrees(reference, _tolerance);

    private string Mark(DerivationStep step) => IsRight(step) ? "✓" : $"✗ {Verdict(step)}";

    private string Verdict(DerivationStep step) =>
        step.Value is not { } value ? $"could not be computed: {step.Failure?.TrimEnd('.')}"
        : Reference is not { } reference ? "has nothing to be compared with"
        : $"gives {Number(value.Value)} instead of {Number(reference.Value)}";

    private static string Shown(DerivationStep step) => step.Value switch
    {
        null => "",
        { StandardError: > 0 } value => $"{WithError(value)} ({value.Road})",
        { } value => $"{Number(value.Value)} ({value.Road})",
    };

    /// <summary>As many digits as the standard error leaves: its first two.</summary>
    private static string WithError(Estimate value)
    {
        string format = $"F{Math.Clamp(1 - (int)Math.Floor(Math.Log10(value.StandardError)), 0, 15)}";
        string Shown(double number) => number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
        return $"{Shown(value.Value)} ± {Shown(value.StandardError)}";
    }

    private static string Number(double value) => value.ToString("G9", CultureInfo.InvariantCulture).Replace('-', '−');
}

/// <summary>A step of a derivation is wrong.</summary>
/// <param name="message">Which, and what came out.</param>
public sealed class DerivationException(string message) : Exception(message);

internal sealed class DerivationFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Derivation>("text/markdown", derivation => derivation.ToMarkdown()),
        new MimeFormatter<Derivation>("text/plain", derivation => derivation.ToString()),
    ];
}
