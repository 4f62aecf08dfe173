namespace Course.Lectures;

/// <summary>What has become of four trainings, read off their curves.</summary>
internal sealed class DiagnosisExercise(string id, int points, Lazy<CollapseRuns> runs) : Exercise(id, "Reading the curves", points)
{
    // Far below what a dimension in use costs here, far above the noise of one that is not.
    private const double Silent = 0.1;

    public Ruling Judge(Diagnosis[] diagnoses)
    {
        var asked = runs.Value.Runs;
        if (diagnoses is null || diagnoses.All(diagnosis => diagnosis == Diagnosis.Unknown)) return Ruling.Unanswered;
        if (diagnoses.Length != asked.Count) return Ruling.Wrong($"There are {asked.Count} runs, A to D, but {diagnoses.Length} diagnoses.");
        foreach (var (run, diagnosis) in asked.Zip(diagnoses))
            if (diagnosis != run.Diagnosis) return Ruling.Wrong(Hint(run, diagnosis));
        return Ruling.Passed("All four are read rightly.");
    }

    private static string Hint(CollapseRun run, Diagnosis given)
    {
        int silent = run.End.Kl.Count(kl => kl < Silent), all = run.End.Kl.Length;
        string name = char.ToUpperInvariant(run.Name[0]) + run.Name[1..];
        string state = silent == 0 ? "the KL of every dimension ends well above 0"
            : silent == all ? "the KL of every dimension ends at 0" : $"the KL of {silent} of the {all} dimensions ends at 0, and of the others it does not";
        return given switch
        {
            Diagnosis.Unknown => $"{name} has no diagnosis yet.",
            Diagnosis.Collapsed or Diagnosis.PartlyCollapsed => $"{name} is called {Words(given)}, but {state}.",
            _ when silent > 0 => $"{name} is called {Words(given)}, but {state}.",
            Diagnosis.Healthy => $"{name} is called healthy, and its dimensions are all in use; but compare its −ELBO with that of the other run whose dimensions are.",
            _ => $"{name} is called underweighted; but of the two runs whose dimensions are all in use it has the better −ELBO.",
        };
    }

    private static string Words(Diagnosis diagnosis) => diagnosis switch
    {
        Diagnosis.Healthy => "healthy",
        Diagnosis.PartlyCollapsed => "partly collapsed",
        Diagnosis.Collapsed => "collapsed",
        _ => "underweighted",
    };
}

public static partial class Check
{
    /// <summary>What has become of four trainings.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="diagnoses">Of the runs A to D, in this order.</param>
    public static void Diagnoses(string id, params Diagnosis[] diagnoses) => Homework.Report<DiagnosisExercise>(id, exercise => exercise.Judge(diagnoses));
}
