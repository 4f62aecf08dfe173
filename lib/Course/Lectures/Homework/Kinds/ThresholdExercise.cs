namespace Course.Lectures;

/// <summary>A threshold for alarms from normal scores alone: as low as the allowed share of false alarms permits.</summary>
internal sealed class ThresholdExercise : Exercise
{
    private readonly PropertyTrial<Scores, double> _trial;

    public ThresholdExercise(string id, int points, Variation variation) : base(id, "A threshold for alarms", points) => _trial = new()
    {
        Inputs =
        [
            // Errors have a long tail, which their squares imitate; one decimal makes ties.
            .. variation.Many(10, v =>
                new Scores([.. v.Decimals(v.Whole(12, 20), 0, 2.5, 1).Select(root => Math.Round(root * root, 1))], v.Whole(2, 6) / 20.0)),
            new([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.1),
            new([0.3, 0.9, 0.5, 0.7], 0),
            new([0.3, 0.9, 0.5, 0.7], 0.2),
            new([2, 2, 2, 2, 1], 0.5),
            new([0.3, 0.9, 0.5, 0.7], 1),
        ],
        Describe = scores => $"the normal scores {NumberText.Of(scores.Normal)} and {NumberText.Of(100 * scores.Allowed)} % allowed",
        Fault = (scores, threshold) => scores.Fault(threshold),
    };

    public Ruling Judge(Func<double[], double, double> threshold) => _trial.Judge(scores => threshold([.. scores.Normal], scores.Allowed));

    internal sealed record Scores(double[] Normal, double Allowed)
    {
        /// <summary>False alarms that may be raised; a share such as 0.15 of 20 is 3, whatever its last bit.</summary>
        private int Permitted => (int)Math.Floor(Allowed * Normal.Length + 1e-9);

        /// <summary>The most false alarms that some threshold raises without raising too many; ties make it fewer than permitted.</summary>
        private int Possible => Normal.Select(Alarms).Where(alarms => alarms <= Permitted).DefaultIfEmpty(0).Max();

        public string? Fault(double threshold)
        {
            if (double.IsNaN(threshold)) return "your threshold is NaN, which is no number.";
            int alarms = Alarms(threshold);
            if (alarms == Possible) return null;
            string given = $"your threshold is {NumberText.Of(threshold)}";
            if (new[] { 1, 2, 3 }.Any(times => IsDeviationsAbove(threshold, times)))
                return $"{given}, the mean plus so many deviations: that promises something for a normal law only. Count instead.";
            if (alarms < Possible)
                return $"{given}, higher than it need be: it raises {alarms} false alarms, and {Possible} are allowed. Each step down finds more anomalies.";
            if (Normal.Count(score => score > threshold) <= Permitted)
                return $"{given}, and a score that equals it raises an alarm, too: that makes {alarms} of {Normal.Length}, and {Permitted} are allowed.";
            if (Normal.Length - alarms <= Permitted + 1)
                return $"{given}, at the wrong end: {alarms} of {Normal.Length} normal items raise an alarm. High scores are the suspicious ones.";
            return $"{given}: {alarms} of {Normal.Length} normal items raise an alarm, and {Permitted} are allowed.";
        }

        private int Alarms(double threshold) => Normal.Count(score => score >= threshold);

        /// <summary>Whether a threshold is mean + times · deviation, with either divisor of the variance.</summary>
        private bool IsDeviationsAbove(double threshold, int times)
        {
            double mean = Normal.Average(), squares = Normal.Sum(score => (score - mean) * (score - mean));
            bool Fits(int divisor) => Math.Abs(threshold - mean - times * Math.Sqrt(squares / divisor)) < 1e-9;
            return Fits(Normal.Length) || Fits(Normal.Length - 1);
        }
    }
}

public static partial class Check
{
    /// <summary>A threshold from normal scores.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="threshold">
    /// (scores of normal items, allowed share of false alarms) ↦ a threshold; an item whose score is at least that raises an alarm.
    /// </param>
    public static void Threshold(string id, Func<double[], double, double> threshold) =>
        Homework.Report<ThresholdExercise>(id, exercise => exercise.Judge(threshold));
}
