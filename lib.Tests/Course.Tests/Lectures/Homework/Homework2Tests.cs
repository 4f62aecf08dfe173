using Course.Lectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Lectures;

public sealed class Homework2Tests
{
    public static TheoryData<long> Seeds => [.. Enumerable.Range(0, 40).Select(i => (long)i), -1, 20260001, long.MaxValue, long.MinValue];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Right_answers_pass_whatever_the_seed(long seed)
    {
        var hw = new Homework2(seed);
        int numbers = 3 * hw.Loss.Side * hw.Loss.Side;
        Ruling[] rulings =
        [
            Find<BottleneckExercise>("2.1").Judge(Homework2Answers.LeastError, Homework2Answers.BlindDirection),
            Find<WeightCountExercise>("2.2").Judge(Homework2Answers.Linear, Homework2Answers.Convolution),
            Find<CompressionExercise>("2.3").Judge(Homework2Answers.Compression),
            Find<SumOrMeanExercise>("2.4").Judge(hw.Loss.Mean * numbers, hw.Loss.Weight * numbers),
            Find<PsnrExercise>("2.5").Judge(Homework2Answers.Psnr),
            Find<SparsityExercise>("2.6").Judge(Homework2Answers.Sparsity),
            Find<ContractionExercise>("2.7").Judge(Homework2Answers.SigmoidPenalty),
            Find<ContractionExercise>("2.8").Judge(Homework2Answers.TanhPenalty),
            Find<MaskingExercise>("2.9").Judge(Homework2Answers.Mask),
            Find<DenoisingLossExercise>("2.10").Judge(Homework2Answers.Loss),
            Find<AucExercise>("2.11").Judge((normal, anomalies) => Homework2Answers.Area(normal, anomalies)),
            Find<ThresholdExercise>("2.12").Judge(Homework2Answers.Threshold),
        ];

        Assert.Equal(hw.Exercises.Count, rulings.Length);
        Assert.All(rulings, ruling => Assert.Equal((Verdict.Passed, ruling.Message), (ruling.Verdict, ruling.Message)));

        T Find<T>(string id) where T : Exercise => Assert.IsType<T>(hw.Find(id));
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        Assert.Equal(new Homework2(7).Loss, new Homework2(7).Loss);
        Assert.NotEqual(new Homework2(7).Loss, new Homework2(8).Loss);
    }

    /// <summary>A change of these would change everybody's homework.</summary>
    /// <remarks>The numbers come from make_variation_goldens.py.</remarks>
    [Theory]
    [InlineData(0, 96, 0.032, 0.026)]
    [InlineData(20260001, 32, 0.078, 0.016)]
    public void The_numbers_of_a_seed_stay_as_they_are(long seed, int side, double mean, double weight) =>
        Assert.Equal(new MeanLoss(side, mean, weight), new Homework2(seed).Loss);

    [Fact]
    public void Stubs_count_as_not_answered_yet()
    {
        var hw = new Homework2(3);
        Ruling[] rulings =
        [
            ((BottleneckExercise)hw.Find("2.1")).Judge(Homework2Answers.LeastError, (first, second) => throw new NotImplementedException()),
            ((SumOrMeanExercise)hw.Find("2.4")).Judge(1, null),
            ((ContractionExercise)hw.Find("2.7")).Judge((weights, biases, x) => throw new NotImplementedException()),
            ((MaskingExercise)hw.Find("2.9")).Judge((x, share, rng) => throw new NotImplementedException()),
            ((DenoisingLossExercise)hw.Find("2.10")).Judge((network, clean, spoiled) => throw new NotImplementedException()),
            ((ThresholdExercise)hw.Find("2.12")).Judge((normal, allowed) => throw new NotImplementedException()),
        ];

        Assert.All(rulings, ruling => Assert.Equal(Verdict.Unanswered, ruling.Verdict));
    }

    /// <summary>The counts of the exercise against the layers of the engine themselves.</summary>
    [Fact]
    public void The_right_counts_are_those_of_the_layers()
    {
        int Count(nn.Module layer) => (int)layer.parameters().Sum(p => p.numel());

        var ruling = ((WeightCountExercise)new Homework2(3).Find("2.2")).Judge(
            (inputs, outputs) => Count(nn.Linear(inputs, outputs)), (from, to, side) => Count(nn.Conv2d(from, to, side)));

        Assert.Equal(Verdict.Passed, ruling.Verdict);
    }

    [Fact]
    public void Each_part_of_a_right_answer_says_what_was_tried()
    {
        var ruling = ((BottleneckExercise)new Homework2(3).Find("2.1")).Judge(Homework2Answers.LeastError, Homework2Answers.BlindDirection);

        Assert.Equal("The least error: Right on 15 inputs, limit cases among them. The direction: Right on 10 inputs.", ruling.Message);
    }

    /// <summary>Many thresholds are right; all that raise the same alarms are.</summary>
    [Fact]
    public void A_threshold_between_two_scores_is_as_good_as_one_at_the_upper()
    {
        var exercise = (ThresholdExercise)new Homework2(3).Find("2.12");

        var ruling = exercise.Judge((normal, allowed) =>
        {
            double upper = Homework2Answers.Threshold(normal, allowed);
            double lower = normal.Where(score => score < upper).DefaultIfEmpty(normal.Min() - 1).Max();
            return double.IsInfinity(upper) ? normal.Max() + 1 : (upper + lower) / 2;
        });

        Assert.Equal((Verdict.Passed, "Right on 15 inputs."), (ruling.Verdict, ruling.Message));
    }

    /// <summary>Vincent et al. (2008) wipe out an exact number of randomly chosen places.</summary>
    [Fact]
    public void Masking_may_wipe_out_an_exact_number_of_places()
    {
        var ruling = ((MaskingExercise)new Homework2(3).Find("2.9")).Judge((x, share, rng) =>
        {
            int[] places = [.. Enumerable.Range(0, x.Length)];
            rng.Shuffle(places);
            double[] spoiled = [.. x];
            foreach (int place in places.Take((int)Math.Round(share * x.Length))) spoiled[place] = 0;
            return spoiled;
        });

        Assert.Equal((Verdict.Passed, "Right on 7 inputs."), (ruling.Verdict, ruling.Message));
    }

    [Fact]
    public void A_check_leaves_the_random_numbers_of_the_session_alone()
    {
        manual_seed(1);
        double wanted = rand(1).ToDouble();
        var hw = new Homework2(3);

        manual_seed(1);
        ((ContractionExercise)hw.Find("2.7")).Judge(Homework2Answers.SigmoidPenalty);
        ((DenoisingLossExercise)hw.Find("2.10")).Judge(Homework2Answers.Loss);

        Assert.Equal(wanted, rand(1).ToDouble());
    }

    [Fact]
    public void A_check_may_run_where_gradients_are_switched_off()
    {
        using var quiet = no_grad();
        var hw = new Homework2(3);

        Assert.Equal(Verdict.Passed, ((ContractionExercise)hw.Find("2.7")).Judge(Homework2Answers.SigmoidPenalty).Verdict);
        Assert.Equal(Verdict.Passed, ((DenoisingLossExercise)hw.Find("2.10")).Judge(Homework2Answers.Loss).Verdict);
    }
}
