using System.Diagnostics;
using System.Globalization;

namespace Course.Training;

/// <summary>
/// What a number should come out as. A lecture prints it beside the measured value, and a run whose number lies outside fails, so that
/// a claim in the text cannot quietly become false.
/// </summary>
/// <param name="Quantity">What is measured, with everything that decides its value: "test −ELBO, grayscale MNIST".</param>
/// <param name="Low">Smallest value expected.</param>
/// <param name="High">Largest value expected.</param>
/// <param name="Unit">Of the value: "nats per image"; empty for a plain number.</param>
public sealed record TargetBand(string Quantity, double Low, double High, string Unit)
{
    /// <summary>Whether a value lies in the band, ends included. NaN does not.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>One line: quantity, value, unit, band and time taken.</summary>
    public string Describe(double value, TimeSpan? took = null)
    {
        // One digit more than the band is wide, so that a reader sees where in it the value lies.
        var digits = Math.Clamp(1 - (int)Math.Floor(Math.Log10(Math.Max(High - Low, 1e-12))), 2, 9).ToString(CultureInfo.InvariantCulture);
        string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
        return $"{Quantity}: {Text(value, "F" + digits)}{(Unit.Length > 0 ? " " : "")}{Unit}, expected {Text(Low, "0.#########")}–{Text(High, "0.#########")}"
            + (took is { } t ? $", {Text(t.TotalSeconds, "F0")} s" : "");
    }

    /// <summary>Returns <see cref="Describe"/> for a value in the band.</summary>
    /// <exception cref="TargetBandException">The value lies outside.</exception>
    public string Check(double value, TimeSpan? took = null) =>
        Contains(value) ? Describe(value, took) : throw new TargetBandException(Describe(value, took));

    /// <summary>A callback that measures the model after training and fails outside the band.</summary>
    /// <param name="measure">Measures the trained model.</param>
    /// <param name="output">Where the line goes; the console when absent.</param>
    public TrainingCallback AtEnd(Func<Trainer, double> measure, TextWriter? output = null) => new Measurement(this, measure, output ?? Console.Out);

    private sealed class Measurement(TargetBand band, Func<Trainer, double> measure, TextWriter output) : TrainingCallback
    {
        private readonly Stopwatch _clock = new();

        public override void OnStart(Trainer trainer) => _clock.Restart();

        public override void OnEnd(Trainer trainer) => output.WriteLine(band.Check(measure(trainer), _clock.Elapsed));
    }
}

/// <summary>A number came out outside its band.</summary>
public sealed class TargetBandException : Exception
{
    /// <param name="message">Quantity, value and band.</param>
    public TargetBandException(string message) : base("Outside the expected band: " + message + ".")
    {
    }
}
