using Course.Lectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Lectures;

public sealed class Homework3Tests
{
    public static TheoryData<long> Seeds => [.. Enumerable.Range(0, 40).Select(i => (long)i), -1, 20260001, long.MaxValue, long.MinValue];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Right_answers_pass_whatever_the_seed(long seed)
    {
        var hw = new Homework3(seed);
        Ruling[] rulings =
        [
            Find<StandardKlExercise>("3.1").Judge(Homework3Answers.Kl),
            Find<DiagonalKlExercise>("3.2").Judge(Homework3Answers.KlBetween),
            Find<KlSlopesExercise>("3.3").Judge(Homework3Answers.Slopes),
            Find<ReparameterizationExercise>("3.4").Judge(Homework3Answers.Draw),
            Find<ElboLossExercise>("3.5").Judge(Homework3Answers.Loss),
            Find<BoundGapExercise>("3.6").Judge(Homework3Answers.Gap),
            Find<WeightedBoundExercise>("3.7").Judge(Homework3Answers.Bound),
            Find<ActiveUnitsExercise>("3.8").Judge(Homework3Answers.ActiveUnits),
            Find<RateExercise>("3.9").Judge(Homework3Answers.Predict),
        ];

        Assert.Equal(hw.Exercises.Count, rulings.Length + 1);
        Assert.All(rulings, ruling => Assert.Equal((Verdict.Passed, ruling.Message), (ruling.Verdict, ruling.Message)));

        T Find<T>(string id) where T : Exercise => Assert.IsType<T>(hw.Find(id));
    }

    /// <summary>The trainings end where theory says: ½ log(λ/(β σ²)) for each dimension that is worth it.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20260001)]
    public void The_four_runs_end_as_probabilistic_PCA_predicts(long seed)
    {
        var runs = new Homework3(seed).Runs.Runs;
        Assert.Equal(Enum.GetValues<Diagnosis>().Skip(1), runs.Select(run => run.Diagnosis).Order());
        foreach (var run in runs)
        {
            double noise = run.Diagnosis switch { Diagnosis.PartlyCollapsed => 1.6, Diagnosis.Collapsed => 8, Diagnosis.Underweighted => 0.02 * 0.1, _ => 0.1 };
            double[] expected = [.. new[] { 4, 2.8, 1, 0.7 }.Select(variance => Math.Max(0, 0.5 * Math.Log(variance / noise)))];
            Assert.Equal(expected.Count(kl => kl > 0), run.End.Kl.Count(kl => kl > 0.1));
            Assert.InRange(run.End.Kl.Sum(), 0.8 * expected.Sum() - 0.1, 1.2 * expected.Sum() + 0.2);
        }
    }

    [Fact]
    public void Diagnoses_are_judged_one_by_one()
    {
        var hw = new Homework3(3);
        var exercise = (DiagnosisExercise)hw.Find("3.10");
        Diagnosis[] right = [.. hw.Runs.Runs.Select(run => run.Diagnosis)];
        Assert.Equal(Verdict.Passed, exercise.Judge(right).Verdict);
        Assert.Equal(Verdict.Unanswered, exercise.Judge([.. right.Select(_ => Diagnosis.Unknown)]).Verdict);
        Assert.Contains("but 2 diagnoses", exercise.Judge(right[..2]).Message);
        Assert.Contains("the KL of every dimension ends at 0", Instead(Diagnosis.Collapsed, Diagnosis.Healthy));
        Assert.Contains("the KL of 2 of the 4 dimensions ends at 0", Instead(Diagnosis.PartlyCollapsed, Diagnosis.Collapsed));
        Assert.Contains("ends well above 0", Instead(Diagnosis.Healthy, Diagnosis.PartlyCollapsed));
        Assert.Contains("compare its −ELBO", Instead(Diagnosis.Underweighted, Diagnosis.Healthy));
        Assert.Contains("has the better −ELBO", Instead(Diagnosis.Healthy, Diagnosis.Underweighted));
        Assert.Contains("has no diagnosis yet", Instead(Diagnosis.Healthy, Diagnosis.Unknown));

        string Instead(Diagnosis asked, Diagnosis given) => exercise.Judge([.. right.Select(diagnosis => diagnosis == asked ? given : diagnosis)]).Message;
    }

    [Fact]
    public void The_same_seed_trains_the_same_runs_and_leaves_the_random_numbers_alone()
    {
        manual_seed(4);
        double expected = rand(1).item<float>();
        manual_seed(4);
        var (once, again) = (new Homework3(7).Runs.Ended, new Homework3(7).Runs.Ended);
        Assert.Equal(expected, rand(1).item<float>());
        Assert.Equal(once.Select(run => run.Reconstruction), again.Select(run => run.Reconstruction));
    }

    [Fact]
    public void Stubs_count_as_not_answered_yet()
    {
        var hw = new Homework3(3);
        Ruling[] rulings =
        [
            ((StandardKlExercise)hw.Find("3.1")).Judge((mu, logvar) => throw new NotImplementedException()),
            ((KlSlopesExercise)hw.Find("3.3")).Judge((mu, logvar) => throw new NotImplementedException()),
            ((ReparameterizationExercise)hw.Find("3.4")).Judge((mu, logvar) => throw new NotImplementedException()),
            ((ElboLossExercise)hw.Find("3.5")).Judge((logits, x, mu, logvar) => throw new NotImplementedException()),
            ((RateExercise)hw.Find("3.9")).Judge((variances, noise) => throw new NotImplementedException()),
        ];
        Assert.All(rulings, ruling => Assert.Equal(Verdict.Unanswered, ruling.Verdict));
    }
}
