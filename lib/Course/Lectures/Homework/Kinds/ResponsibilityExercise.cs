using MathNet.Numerics.Distributions;

namespace Course.Lectures;

/// <summary>The responsibilities of a Gaussian mixture's components for a point: the E-step.</summary>
internal sealed class ResponsibilityExercise : Exercise
{
    private readonly Trial<Point> _trial;

    public ResponsibilityExercise(string id, int points, Variation variation) : base(id, "Responsibilities", points) => _trial = new()
    {
        Inputs = variation.Many(10, v =>
        {
            int count = v.Whole(2, 4);
            return new Point(v.Decimal(-3, 3), v.Probabilities(count), v.Decimals(count, -3, 3), v.Decimals(count, 1.2, 5));
        }),
        Right = point => Normalised(point, LogJoint),
        Describe = point => point.ToString(),
        Limits =
        [
            new(new(1, [0.25, 0.75], [2, 2], [3, 3]), "Components that are alike share by their weights."),
            new(new(60, [0.5, 0.5], [-1, 1], [1, 1]),
                "So far away both densities underflow to 0: compute logarithms and subtract the largest before the exponential (log-sum-exp)."),
        ],
        Mistakes =
        [
            new("weights forgotten", point => Normalised(point, (p, k) => LogBell(p, k)),
                "The weights are missing: a component that is twice as common is twice as responsible."),
            new("not normalised", point => [.. Enumerable.Range(0, point.Weights.Length).Select(k => Math.Exp(LogJoint(point, k)))],
                "These are the joint densities; divide them by their sum, so that the responsibilities of a point sum to 1."),
            new("σ² for σ", point => Normalised(point with { Variances = [.. point.Variances.Select(v => v * v)] }, LogJoint),
                "You used σ² where σ belongs: the numbers given are variances already."),
            new("σ for σ²", point => Normalised(point with { Variances = [.. point.Variances.Select(Math.Sqrt)] }, LogJoint),
                "You used σ where σ² belongs: the numbers given are variances."),
            new("factor forgotten", point => Normalised(point, (p, k) => LogJoint(p, k) + Math.Log(p.Variances[k]) / 2),
                "The factor 1/√(2πσ²) does not cancel when the variances differ."),
            new("prior for posterior", point => point.Weights, "These are the weights, from before x was seen."),
            new("logarithms", point => [.. Normalised(point, LogJoint).Select(share => Math.Log(share))], "These are logarithms of the responsibilities."),
        ],
        Properties =
        [
            answer => answer(new(0.3, [0.4, 0.6], [0, 2], [1, 3])) is var r && Math.Abs(r.Sum() - 1) > 1e-9
                ? $"Responsibilities of a point sum to 1; yours sum to {NumberText.Of(r.Sum())}." : null,
        ],
    };

    public Ruling Judge(Func<double, double[], double[], double[], double[]> responsibilities) =>
        _trial.Judge(point => responsibilities(point.X, [.. point.Weights], [.. point.Means], [.. point.Variances]));

    private static double LogJoint(Point point, int k) => Math.Log(point.Weights[k]) + LogBell(point, k);

    private static double LogBell(Point point, int k) => Normal.PDFLn(point.Means[k], Math.Sqrt(point.Variances[k]), point.X);

    private static double[] Normalised(Point point, Func<Point, int, double> log)
    {
        double[] logs = [.. Enumerable.Range(0, point.Weights.Length).Select(k => log(point, k))];
        double[] shares = [.. logs.Select(value => Math.Exp(value - logs.Max()))];
        return [.. shares.Select(share => share / shares.Sum())];
    }

    internal sealed record Point(double X, double[] Weights, double[] Means, double[] Variances)
    {
        public override string ToString() =>
            $"x = {NumberText.Of(X)}, weights {NumberText.Of(Weights)}, means {NumberText.Of(Means)}, variances {NumberText.Of(Variances)}";
    }
}

public static partial class Check
{
    /// <summary>Responsibilities in a Gaussian mixture.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="responsibilities">(x, weights, means, variances) ↦ one number per component.</param>
    public static void Responsibilities(string id, Func<double, double[], double[], double[], double[]> responsibilities) =>
        Homework.Report<ResponsibilityExercise>(id, exercise => exercise.Judge(responsibilities));
}
