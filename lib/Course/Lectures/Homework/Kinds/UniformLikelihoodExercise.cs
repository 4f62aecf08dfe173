namespace Course.Lectures;

/// <summary>The likelihood L(θ) of U(0, θ) as a function of θ, with its jump at the largest value.</summary>
internal sealed class UniformLikelihoodExercise : Exercise
{
    private readonly Trial<(double Theta, double[] X)> _trial;

    public UniformLikelihoodExercise(string id, int points, Variation variation) : base(id, "The likelihood of U(0, θ)", points) => _trial = new()
    {
        // By turns an end that allows the data, and one that does not.
        Inputs = [.. variation.Many(12, v => v.Decimals(v.Whole(2, 5), 0.1, 2)).Select((x, i) =>
            (Math.Round(i % 2 == 0 ? x.Max() + variation.Decimal(0.05, 1) : x.Max() * 0.8, 3), x))],
        Right = input => [input.X.Max() <= input.Theta ? Math.Pow(input.Theta, -input.X.Length) : 0],
        Describe = input => $"θ = {NumberText.Of(input.Theta)}, x = {NumberText.Of(input.X)}",
        Limits = [new((1.5, [0.5, 1.5]), "At θ = max x the data are still possible: it is there that L is largest.")],
        Mistakes =
        [
            new("support forgotten", input => Math.Pow(input.Theta, -input.X.Length),
                input => $"Some values are larger than θ: no U(0, θ) gives x = {NumberText.Of(input.X.Max())} with this θ, so L is 0 there."),
            new("one value for n", input => input.X.Max() <= input.Theta ? 1 / input.Theta : 0,
                "This is the density of one value; the likelihood of n independent ones is the product of n of them."),
            new("log-likelihood", input => input.X.Max() <= input.Theta ? -input.X.Length * Math.Log(input.Theta) : double.NegativeInfinity,
                "This is the logarithm of the likelihood; the likelihood itself is asked for."),
            new("sum for product", input => input.X.Max() <= input.Theta ? input.X.Length / input.Theta : 0,
                "You summed the densities; of independent values they are multiplied."),
            new("wrong side", input => input.X.Max() >= input.Theta ? Math.Pow(input.Theta, -input.X.Length) : 0,
                "The zero is on the wrong side: L is 0 where θ is smaller than the largest value."),
            new("max x for θ", input => Math.Pow(input.X.Max(), -input.X.Length), "L is a function of θ; you put the largest value in its place."),
        ],
        Properties = [answer => answer((2, [0.5, 1]))[0] < 0 ? "A likelihood is never negative." : null],
    };

    public Ruling Judge(Func<double, double[], double> likelihood) => _trial.Judge(input => [likelihood(input.Theta, [.. input.X])]);
}

public static partial class Check
{
    /// <summary>The likelihood of U(0, θ).</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="likelihood">(θ, x) ↦ L(θ; x).</param>
    public static void UniformLikelihood(string id, Func<double, double[], double> likelihood) =>
        Homework.Report<UniformLikelihoodExercise>(id, exercise => exercise.Judge(likelihood));
}
