namespace Course.Lectures;

/// <summary>P(ill | positive) of a medical test, by Bayes' rule with the evidence P(positive).</summary>
internal sealed class BayesExercise : Exercise
{
    private readonly Trial<Test> _trial;

    public BayesExercise(string id, int points, Variation variation) : base(id, "Bayes' rule and the evidence", points) => _trial = new()
    {
        Inputs = variation.Many(12, v => new Test(v.Decimal(0.01, 0.45), v.Decimal(0.7, 0.99), v.Decimal(0.02, 0.3))),
        Right = test => [test.Prior * test.Sensitivity / test.Evidence],
        Describe = test => $"prior {NumberText.Of(test.Prior)}, sensitivity {NumberText.Of(test.Sensitivity)}, false alarms {NumberText.Of(test.FalseAlarm)}",
        Limits =
        [
            new(new(0, 0.9, 0.1), "Who cannot be ill is not ill after a positive test either: the posterior is 0."),
            new(new(1, 0.9, 0.1), "Who is surely ill stays surely ill: the posterior is 1."),
            new(new(0.3, 0.5, 0.5), "A test that says the same to everybody tells nothing: the posterior is the prior."),
        ],
        Mistakes =
        [
            new("forgotten evidence", test => test.Prior * test.Sensitivity,
                "You forgot the evidence: prior times likelihood is the joint probability P(ill, positive); divide it by P(positive)."),
            new("forgotten prior", test => test.Sensitivity / (test.Sensitivity + test.FalseAlarm),
                "You forgot the prior: this would be right only if half of all people were ill."),
            new("likelihood for posterior", test => test.Sensitivity,
                "This is the likelihood P(positive | ill); the question is the other way round, P(ill | positive)."),
            new("unweighted false alarms", test => test.Prior * test.Sensitivity / (test.Prior * test.Sensitivity + test.FalseAlarm),
                "In the evidence the false alarms must be weighted too: only 1 − prior of all people can cause one."),
            new("specificity for false alarms",
                test => test.Prior * test.Sensitivity / (test.Prior * test.Sensitivity + (1 - test.Prior) * (1 - test.FalseAlarm)),
                "You took the third number for the specificity P(negative | healthy); it is P(positive | healthy)."),
            new("evidence for posterior", test => test.Evidence, "This is the evidence P(positive) alone; it belongs under the fraction."),
            new("healthy for ill", test => (1 - test.Prior) * test.FalseAlarm / test.Evidence,
                "This is P(healthy | positive); the two posteriors sum to 1, and the question is the other one."),
        ],
        Properties =
        [
            answer => answer(new(0.2, 0.8, 0.1))[0] is < 0 or > 1 ? "A posterior is a probability, and yours leaves [0, 1]." : null,
        ],
    };

    public Ruling Judge(Func<double, double, double, double> posterior) =>
        _trial.Judge(test => [posterior(test.Prior, test.Sensitivity, test.FalseAlarm)]);

    internal readonly record struct Test(double Prior, double Sensitivity, double FalseAlarm)
    {
        public double Evidence => Prior * Sensitivity + (1 - Prior) * FalseAlarm;
    }
}

public static partial class Check
{
    /// <summary>Bayes' rule for a test of an illness.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="posterior">(P(ill), P(positive | ill), P(positive | healthy)) ↦ P(ill | positive).</param>
    public static void Bayes(string id, Func<double, double, double, double> posterior) =>
        Homework.Report<BayesExercise>(id, exercise => exercise.Judge(posterior));
}
