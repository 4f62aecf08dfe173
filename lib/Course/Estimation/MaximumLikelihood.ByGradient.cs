using static TorchSharp.torch;

namespace Course.Estimation;

// For models whose maximum has no closed form: uphill along the gradient, which the engine computes.
public static partial class MaximumLikelihood
{
    /// <summary>Climbs a log-likelihood along its gradient, θ ← θ + η ∇ log L(θ), and remembers the way.</summary>
    /// <param name="logLikelihood">log L as a scalar of θ [P], float64; an average over the data, so that η need not depend on their number.</param>
    /// <param name="start">θ at first. Give positive parameters by their logarithm, so that no step can leave the range.</param>
    /// <param name="learningRate">η, above 0.</param>
    /// <param name="steps">How many, 1 or more.</param>
    /// <returns>The start and the place after every step.</returns>
    /// <exception cref="ArgumentException">No parameter, or a rate or number of steps that is not allowed.</exception>
    /// <exception cref="InvalidOperationException">The log-likelihood is no longer finite.</exception>
    public static IReadOnlyList<AscentStep> ByGradient(Func<Tensor, Tensor> logLikelihood, double[] start, double learningRate, int steps)
    {
        if (start.Length == 0) throw new ArgumentException("There is no parameter to estimate; give the start of one or more.");
        if (!(learningRate > 0) || !double.IsFinite(learningRate))
            throw new ArgumentException($"A learning rate of {learningRate} climbs nowhere; use a finite one above 0.");
        if (steps < 1) throw new ArgumentException($"{steps} steps were asked for; use one or more.");
        var way = new List<AscentStep>(steps + 1);
        double[] place = [.. start];
        for (int step = 0; ; step++)
        {
            var here = At(logLikelihood, place, step);
            way.Add(here);
            if (step == steps) return way;
            place = [.. here.Parameters.Zip(here.Gradient, (value, slope) => value + learningRate * slope)];
        }
    }

    private static AscentStep At(Func<Tensor, Tensor> logLikelihood, double[] place, int step)
    {
        using var scope = NewDisposeScope();
        var theta = tensor(place, requires_grad: true);
        var value = logLikelihood(theta);
        value.backward();
        var here = new AscentStep(step, place, value.item<double>(), theta.grad!.data<double>().ToArray());
        return double.IsFinite(here.LogLikelihood) && here.Gradient.All(double.IsFinite)
            ? here
            : throw new InvalidOperationException(
                $"After {step} steps the log-likelihood at ({string.Join(", ", place)}) is {here.LogLikelihood}; use a smaller learning rate.");
    }
}

/// <summary>A place on the way up.</summary>
/// <param name="Step">After how many steps.</param>
/// <param name="Parameters">θ.</param>
/// <param name="LogLikelihood">log L(θ).</param>
/// <param name="Gradient">∇ log L(θ).</param>
public sealed record AscentStep(int Step, double[] Parameters, double LogLikelihood, double[] Gradient);
