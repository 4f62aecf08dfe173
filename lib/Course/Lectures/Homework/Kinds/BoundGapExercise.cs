namespace Course.Lectures;

/// <summary>log p(x) − ELBO in a model where both are known: z ~ N(0, 1), x | z ~ N(a z, s²).</summary>
internal sealed class BoundGapExercise : Exercise
{
    private readonly Trial<Model> _trial;

    public BoundGapExercise(string id, int points, Variation variation) : base(id, "How much the bound misses", points)
    {
        static double Kl(double m1, double v1, double m2, double v2) => 0.5 * ((m1 - m2) * (m1 - m2) / v2 + v1 / v2 - Math.Log(v1 / v2) - 1);
        static double Right(Model model) => Kl(model.Mean, model.Variance, model.PosteriorMean, model.PosteriorVariance);
        _trial = new()
        {
            Inputs = variation.Many(8, v => new Model(v.Decimal(0.5, 2, 1), v.Decimal(0.2, 2, 1), v.Decimal(-3, 3, 1), v.Decimal(-1.5, 1.5, 1), v.Decimal(0.1, 1.5, 1))),
            Right = model => [Right(model)],
            Describe = model => model.ToString(),
            Independent = model => new(model.LogEvidence - model.ElboByQuadrature(), "log p(x) less the bound by quadrature"),
            Limits =
            [
                new(new(1, 1, 2, 1, 0.5), "q is the posterior itself: the bound is tight and misses nothing."),
                new(new(0, 1, 2, 0, 1), "Here x says nothing about z, and q is the prior: nothing is missed."),
            ],
            Mistakes =
            [
                new("KL to the prior", model => Kl(model.Mean, model.Variance, 0, 1), "This is KL(q ‖ prior), a term of the bound. What the bound misses is KL(q ‖ posterior)."),
                new("swapped", model => Kl(model.PosteriorMean, model.PosteriorVariance, model.Mean, model.Variance),
                    "You swapped the direction: this is KL(posterior ‖ q); the bound misses KL(q ‖ posterior)."),
                new("bound itself", model => model.Elbo, "This is the bound; the question is how far below log p(x) it lies."),
                new("evidence", model => model.LogEvidence, "This is log p(x); subtract the bound from it."),
                new("turned round", model => -Right(model), "The bound lies *below* log p(x): log p(x) − ELBO is never negative."),
                new("precision for variance", model => Kl(model.Mean, model.Variance, model.PosteriorMean, 1 / model.PosteriorVariance),
                    "1 + a²/s² is the posterior's precision; its variance is one over that."),
                new("posterior of deviation", model => model.With(Math.Sqrt(model.Noise)) is var other ? Kl(model.Mean, model.Variance, other.PosteriorMean, other.PosteriorVariance) : 0,
                    "You used s where s² belongs: the second number is the variance already."),
                new("likelihood for posterior", model => Kl(model.Mean, model.Variance, model.X / model.Weight, model.Noise / (model.Weight * model.Weight)),
                    "You took p(x|z) as a law of z; the posterior has the prior in it, too."),
                new("half forgotten", model => 2 * Right(model), "The ½ in front is missing."),
            ],
            Properties = [answer => answer(new(1, 0.5, 1, 0, 1))[0] < 0 ? "The bound lies below log p(x): what it misses is never negative." : null],
        };
    }

    public Ruling Judge(Func<double, double, double, double, double, double> gap) =>
        _trial.Judge(model => [gap(model.Weight, model.Noise, model.X, model.Mean, model.Variance)]);

    /// <param name="Weight">a.</param>
    /// <param name="Noise">s².</param>
    /// <param name="X">x.</param>
    /// <param name="Mean">Of q(z|x).</param>
    /// <param name="Variance">Of q(z|x).</param>
    internal sealed record Model(double Weight, double Noise, double X, double Mean, double Variance)
    {
        public double PosteriorVariance => 1 / (1 + Weight * Weight / Noise);

        public double PosteriorMean => PosteriorVariance * Weight * X / Noise;

        public double LogEvidence => LogNormal(X, 0, Weight * Weight + Noise);

        /// <summary>E_q[log p(x|z)] − KL(q ‖ N(0, 1)).</summary>
        public double Elbo => LogNormal(X, Weight * Mean, Noise) - 0.5 * Weight * Weight * Variance / Noise
            - 0.5 * (Mean * Mean + Variance - Math.Log(Variance) - 1);

        public double ElboByQuadrature() => Estimate.Quadrature(u =>
        {
            double z = Mean + Math.Sqrt(Variance) * u;
            return Math.Exp(LogNormal(u, 0, 1)) * (LogNormal(X, Weight * z, Noise) + LogNormal(z, 0, 1) - LogNormal(z, Mean, Variance));
        }, -12, 12).Value;

        public Model With(double noise) => this with { Noise = noise };

        public override string ToString() =>
            $"a = {NumberText.Of(Weight)}, s² = {NumberText.Of(Noise)}, x = {NumberText.Of(X)}, q = N({NumberText.Of(Mean)}, {NumberText.Of(Variance)})";

        private static double LogNormal(double x, double mean, double variance) =>
            -0.5 * (Math.Log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
    }
}

public static partial class Check
{
    /// <summary>log p(x) − ELBO.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="gap">(a, s², x, mean of q, variance of q) ↦ log p(x) − ELBO in nats.</param>
    public static void BoundGap(string id, Func<double, double, double, double, double, double> gap) =>
        Homework.Report<BoundGapExercise>(id, exercise => exercise.Judge(gap));
}
