namespace Course.Lectures;

/// <summary>PCA of two variables from their covariance.</summary>
internal sealed class PcaExercise : Exercise
{
    private readonly Trial<Covariance> _variance, _explained, _error;

    public PcaExercise(string id, int points, double variance1, double covariance, double variance2) : base(id, "PCA on paper", points)
    {
        var given = new Covariance(variance1, covariance, variance2);
        _variance = Of(given, c => c.Large,
            new("deviation for variance", c => Math.Sqrt(c.Large),
                "This is the standard deviation along the first component; its variance is the eigenvalue itself."),
            new("smaller eigenvalue", c => c.Small, "This is the smaller eigenvalue; the first component has the larger."),
            new("diagonal for eigenvalue", c => Math.Max(c.Variance1, c.Variance2),
                "This is a variance on the diagonal, that of one variable alone; turn towards the other one and you find more."),
            new("eigenvalue squared", c => c.Large * c.Large, "You squared the eigenvalue; the variance is the eigenvalue of the covariance itself."));
        _explained = Of(given, c => c.Large / c.Trace,
            new("singular values", c => Math.Sqrt(c.Large) / (Math.Sqrt(c.Large) + Math.Sqrt(c.Small)),
                "You took the share of the deviations; variances sum to the whole, deviations do not."),
            new("squared eigenvalues", c => c.Large * c.Large / (c.Large * c.Large + c.Small * c.Small),
                "You squared the eigenvalues; they are variances already."),
            new("rest for share", c => c.Small / c.Trace, "This is the share that is lost."),
            new("per cent", c => 100 * c.Large / c.Trace, "This is in per cent; give the share as a number between 0 and 1."),
            new("ratio of eigenvalues", c => c.Small / c.Large, "This is the quotient of the two eigenvalues; the whole is their sum."),
            new("diagonal for eigenvalue", c => Math.Max(c.Variance1, c.Variance2) / c.Trace, "You took the diagonal for the eigenvalues."));
        _error = Of(given, c => c.Small,
            new("mean for sum", c => c.Small / 2, "You averaged over the two coordinates; the squared distance is their sum."),
            new("deviation for variance", c => Math.Sqrt(c.Small), "This is a root: the mean squared distance is asked for."),
            new("larger eigenvalue", c => c.Large, "This is what the first component keeps; what is lost is the rest."),
            new("share for error", c => c.Small / c.Trace, "This is the share that is lost; the mean squared distance itself is asked for."));
    }

    public Ruling Judge(double? variance, double? explained, double? error) => Ruling.OfParts(
        ("variance", _variance.Judge(variance)), ("explained share", _explained.Judge(explained)), ("error", _error.Judge(error)));

    private static Trial<Covariance> Of(Covariance given, Func<Covariance, double> right, params IReadOnlyList<Mistake<Covariance>> mistakes) =>
        new() { Inputs = [given], Right = each => [right(each)], Tolerance = 5e-4, Mistakes = mistakes };

    internal readonly record struct Covariance(double Variance1, double Off, double Variance2)
    {
        public double Trace => Variance1 + Variance2;

        /// <summary>The roots of λ² − (trace) λ + determinant.</summary>
        public double Large => Trace / 2 + Spread;

        public double Small => Trace / 2 - Spread;

        private double Spread => Math.Sqrt((Variance1 - Variance2) * (Variance1 - Variance2) / 4 + Off * Off);
    }
}

public static partial class Check
{
    /// <summary>PCA of two variables.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="variance">Along the first component, to four digits; null for no answer yet.</param>
    /// <param name="explained">Its share of the whole variance, 0 to 1.</param>
    /// <param name="error">Mean squared distance of a point from its reconstruction from the first component.</param>
    public static void Pca(string id, double? variance, double? explained, double? error) =>
        Homework.Report<PcaExercise>(id, exercise => exercise.Judge(variance, explained, error));
}
