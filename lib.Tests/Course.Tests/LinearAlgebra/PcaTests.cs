using Course.Data;
using Course.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.LinearAlgebra;

/// <summary>All roads against scikit-learn, and what must hold whatever the data.</summary>
public sealed class PcaTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    private static readonly Dictionary<string, Func<Tensor, int, Pca>> Roads = new()
    {
        ["eigen"] = (x, k) => Pca.ByEigen(x, k),
        ["svd"] = (x, k) => Pca.BySvd(x, k),
        ["randomized"] = (x, k) => Pca.Randomized(x, k, generator: new Generator(1)),
        ["incremental"] = (x, k) => Pca.Incremental(x.split(7), k),
    };

    public static TheoryData<string, string> RoadsAndDataSets
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var road in Roads.Keys)
                foreach (var set in PcaGoldens.DataSets) cases.Add(road, set.Data);
            return cases;
        }
    }

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(RoadsAndDataSets))]
    public void Every_road_leads_to_scikit_learns_directions_up_to_sign(string road, string dataSet)
    {
        var golden = PcaGoldens.Of(dataSet);
        int k = golden.GetProperty("k").GetInt32();

        var pca = Roads[road](golden.Tensor("x"), k);

        PcaGoldens.AssertClose(golden.Tensor("mean"), pca.Mean, 1e-12);
        PcaGoldens.AssertClose(golden.Tensor("explainedVariance")[..k], pca.ExplainedVariance, 1e-6);
        PcaGoldens.AssertClose(golden.Tensor("explainedVarianceRatio")[..k], pca.ExplainedVarianceRatio, 1e-6);
        var theirs = golden.Tensor("components")[..k];
        var signs = (theirs * pca.Components).sum([1L], keepdim: true).sign();
        PcaGoldens.AssertClose(theirs * signs, pca.Components, 1e-6);
        PcaGoldens.AssertClose(golden.Tensor("codes") * signs.t(), pca.Encode(golden.Tensor("x")[..4]), 1e-6);
        PcaGoldens.AssertClose(golden.Tensor("reconstructions"), pca.Reconstruct(golden.Tensor("x")[..4]), 1e-6);
    }

    [Theory]
    [MemberData(nameof(RoadsAndDataSets))]
    public void Every_road_gives_the_same_signs(string road, string dataSet)
    {
        var golden = PcaGoldens.Of(dataSet);
        int k = golden.GetProperty("k").GetInt32();

        PcaGoldens.AssertClose(Pca.BySvd(golden.Tensor("x"), k).Components, Roads[road](golden.Tensor("x"), k).Components, 1e-6);
    }

    [Theory]
    [MemberData(nameof(PcaGoldens.DataSets), MemberType = typeof(PcaGoldens))]
    public void Without_k_there_are_as_many_directions_as_the_data_have(string dataSet)
    {
        var golden = PcaGoldens.Of(dataSet);

        foreach (var pca in new[] { Pca.ByEigen(golden.Tensor("x")), Pca.BySvd(golden.Tensor("x")) })
        {
            PcaGoldens.AssertClose(golden.Tensor("explainedVariance"), pca.ExplainedVariance, 1e-9);
            Assert.Equal(1, pca.ExplainedVarianceRatio.sum().ToDouble(), 9);
            PcaGoldens.AssertClose(golden.Tensor("x"), pca.Reconstruct(golden.Tensor("x")), 1e-9);
        }
    }

    [Fact]
    public void Equal_entries_do_not_leave_the_sign_to_rounding()
    {
        // Both directions have two entries of the same magnitude: (1, 1)/√2 and (1, −1)/√2.
        var x = tensor(new double[,] { { 2, 2 }, { -2, -2 }, { 1, -1 }, { -1, 1 } }) + 0.1;
        var expected = tensor(new[,] { { 1.0, 1 }, { 1, -1 } }) / Math.Sqrt(2);

        foreach (var road in Roads.Values) PcaGoldens.AssertClose(expected, road(x, 2).Components, 1e-12);
    }

    [Fact]
    public void Batches_of_any_size_give_the_same_directions()
    {
        var x = PcaGoldens.Of("correlated").Tensor("x");
        var whole = Pca.ByEigen(x);

        foreach (int size in new[] { 1, 13, 59, 60 })
        {
            var pca = Pca.Incremental(Disposed(x.split(size)));
            Assert.Equal(60, pca.Samples);
            PcaGoldens.AssertClose(whole.Components, pca.Components, 1e-8);
            PcaGoldens.AssertClose(whole.ExplainedVariance, pca.ExplainedVariance, 1e-12);
        }

        static IEnumerable<Tensor> Disposed(IEnumerable<Tensor> batches)
        {
            foreach (var batch in batches)
            {
                yield return batch;
                batch.Dispose();
            }
        }
    }

    [Fact]
    public void The_svd_sees_directions_in_which_the_covariance_is_rounding()
    {
        using var generator = new Generator(3);
        var x = randn(200, 3, dtype: float64, generator: generator) * tensor(new[] { 1, 1e-3, 1e-9 });

        Assert.Equal(3, Pca.BySvd(x).Components.shape[0]);
        Assert.Equal(2, Pca.ByEigen(x).Components.shape[0]);
    }

    [Fact]
    public void A_far_origin_costs_no_digits()
    {
        using var generator = new Generator(3);
        // 2²⁰ and a spread of 2⁻¹⁰: the squares of the data differ from those of the mean in the last bits only.
        var centred = (randn(500, 4, dtype: float64, generator: generator) * 64).round() / 1024;

        foreach (var road in Roads.Values)
            PcaGoldens.AssertClose(road(centred, 4).ExplainedVariance, road(centred + 1048576, 4).ExplainedVariance, 1e-9);
    }

    [Fact]
    public void Single_precision_goes_in_and_comes_out()
    {
        var x = PcaGoldens.Of("wide").Tensor("x");
        var pca = Pca.ByEigen(x.to(float32), 4);

        Assert.Equal(ScalarType.Float64, pca.Components.dtype);
        Assert.Equal(ScalarType.Float32, pca.Encode(x.to(float32)).dtype);
        Assert.Equal(ScalarType.Float32, pca.Decode(pca.Encode(x.to(float32))).dtype);
        PcaGoldens.AssertClose(pca.Reconstruct(x), pca.Reconstruct(x.to(float32)), 1e-5);
    }

    [Fact]
    public void The_first_directions_of_many_are_those_of_few()
    {
        var x = PcaGoldens.Of("wide").Tensor("x");

        PcaGoldens.AssertClose(Pca.ByEigen(x, 3).Reconstruct(x), Pca.ByEigen(x).Leading(3).Reconstruct(x), 1e-12);
        Assert.Contains("12", Assert.Throws<ArgumentException>(() => Pca.ByEigen(x).Leading(12)).Message);
    }

    [Fact]
    public void Fitting_leaves_no_tensor_behind_and_no_random_number_used()
    {
        var x = PcaGoldens.Of("decaying").Tensor("x");
        using var scope = NewDisposeScope();
        manual_seed(5);
        var next = rand(1).item<float>();
        manual_seed(5);

        foreach (var road in Roads.Values) road(x, 2);

        Assert.Equal(next, rand(1).item<float>());
        var before = scope.DisposablesCount;
        Pca.Randomized(x, 2, generator: new Generator(1));
        Assert.Equal(before + 3, scope.DisposablesCount);
    }

    [Fact]
    public void Reconstructions_of_MNIST_are_as_good_as_scikit_learns()
    {
        Assert.SkipUnless(Mnist.TryLoad(Split.Train, out var train) & Mnist.TryLoad(Split.Test, out var test),
            "MNIST is not on this machine: set COURSE_DATASETS to a folder that holds mnist/.");
        var golden = PcaGoldens.Of("mnist");

        var pca = Pca.ByEigen(train!.ToTensor(), golden.GetProperty("k").GetInt32());

        var images = test!.ToTensor();
        Assert.Equal(golden.GetProperty("meanSquaredError").GetDouble(), (images - pca.Reconstruct(images)).square().mean().ToDouble(), 1e-4 * 0.0168);
        PcaGoldens.AssertClose(golden.Tensor("explainedVariance"), pca.ExplainedVariance, 1e-6);
        Assert.Equal(golden.GetProperty("explained").GetDouble(), pca.ExplainedVarianceRatio.sum().ToDouble(), 1e-6);
    }

    [Theory]
    [InlineData("eigen")]
    [InlineData("svd")]
    [InlineData("randomized")]
    [InlineData("incremental")]
    public void Bad_data_get_a_sentence(string road)
    {
        var x = PcaGoldens.Of("wide").Tensor("x");
        var fit = Roads[road];
        var broken = x.clone();
        broken[3, 5] = double.NaN;

        Says("NaN in row 3, column 5", road == "incremental" ? () => Pca.ByEigen(broken, 2) : () => fit(broken, 2));
        Says("there is 1", () => fit(x[..1], 1));
        Says("k = 0", () => fit(x, 0));
        Says("k = -2", () => fit(x, -2));
        Says("k = 12 components were asked for, but the data [12, 25] vary in only 11 directions", () => fit(x, 12));
        Says("equal", () => fit(full([9, 3], 0.1, dtype: float64), 1));
        Says("[N, D]", () => fit(x[0], 1));
        Says("Int64", () => fit(x.to(int64), 1));
    }

    [Fact]
    public void Directions_beyond_the_rank_are_refused()
    {
        var plane = PcaGoldens.Of("correlated").Tensor("x")[.., ..2].mm(tensor(new double[,] { { 1, 2, 3, 4 }, { 4, 3, 2, -1 } }));

        foreach (var road in Roads.Values) Says("vary in only 2 directions", () => road(plane, 3));
    }

    [Fact]
    public void Batches_and_codes_of_another_width_are_refused()
    {
        var x = PcaGoldens.Of("wide").Tensor("x");
        var pca = Pca.ByEigen(x, 4);

        Says("width 24 after batches of width 25", () => Pca.Incremental([x, x[.., ..24]]));
        Says("rows of 25 numbers, but got shape [12, 24]", () => pca.Encode(x[.., ..24]));
        Says("codes of 4 numbers, but got shape [12, 25]", () => pca.Decode(x));
        Says("there are 0", () => Pca.Incremental([]));
        Says("oversampling = -1", () => Pca.Randomized(x, 2, oversampling: -1));
    }

    private static void Says(string part, Action fit) => Assert.Contains(part, Assert.Throws<ArgumentException>(fit).Message);
}
