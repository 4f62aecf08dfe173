namespace Course.Lectures;

/// <summary>What becomes of an error and of the weight of a penalty when a loss changes from the mean over an image's numbers to their sum.</summary>
internal sealed class SumOrMeanExercise : Exercise
{
    private readonly Trial<MeanLoss> _error, _weight;

    public SumOrMeanExercise(string id, int points, MeanLoss loss) : base(id, "Sum or mean", points)
    {
        _error = Of(loss, given => given.Mean * given.Numbers,
            new("mean for sum", given => given.Mean, "This is the mean still; an image has many numbers, and their squared errors are added."),
            new("colours forgotten", given => given.Mean * given.Side * given.Side, "You counted the pixels; each has three numbers."),
            new("divided", given => given.Mean / given.Numbers, "You divided once more: a sum is larger than a mean."),
            new("side for pixels", given => given.Mean * given.Side, "An image has side × side pixels, with three numbers each."));
        _weight = Of(loss, given => given.Weight * given.Numbers,
            new("weight kept", given => given.Weight,
                "The same weight beside an error that has grown: the penalty would hardly count any more."),
            new("divided", given => given.Weight / given.Numbers,
                "You went the wrong way: the error has grown, so the penalty must grow with it, or it hardly counts."),
            new("colours forgotten", given => given.Weight * given.Side * given.Side, "You counted the pixels; each has three numbers."),
            new("root", given => given.Weight * Math.Sqrt(given.Numbers),
                "No root: the whole loss is multiplied by one factor, and its minimum stays in place."),
            new("error for factor", given => given.Weight * given.Mean * given.Numbers,
                "The factor does not depend on how large the error happens to be: it is how many numbers a mean divides by."));
    }

    public Ruling Judge(double? summed, double? weight) => Ruling.OfParts(("summed error", _error.Judge(summed)), ("weight", _weight.Judge(weight)));

    private static Trial<MeanLoss> Of(MeanLoss given, Func<MeanLoss, double> right, params IReadOnlyList<Mistake<MeanLoss>> mistakes) =>
        new() { Inputs = [given], Right = each => [right(each)], Tolerance = 5e-4, Mistakes = mistakes };
}

/// <summary>A loss of square RGB images that averages over their numbers: mean squared error + weight · penalty.</summary>
/// <param name="Side">Height and width of an image, in pixels.</param>
/// <param name="Mean">Squared error, averaged over the numbers of an image.</param>
/// <param name="Weight">λ of the penalty beside it.</param>
public sealed record MeanLoss(int Side, double Mean, double Weight)
{
    /// <summary>Of an image: three for each pixel.</summary>
    internal int Numbers => 3 * Side * Side;

    /// <inheritdoc/>
    public override string ToString() => $"RGB images of {Side} × {Side}, mean squared error {NumberText.Of(Mean)}, λ = {NumberText.Of(Weight)}";
}

public static partial class Check
{
    /// <summary>From the mean over an image's numbers to their sum.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="summed">The squared error of an image, summed, to four digits; null for no answer yet.</param>
    /// <param name="weight">The λ that leaves the minimum where it was.</param>
    public static void SumOrMean(string id, double? summed, double? weight) =>
        Homework.Report<SumOrMeanExercise>(id, exercise => exercise.Judge(summed, weight));
}
