using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>The expected texts are those of TorchSharp's own tests.</summary>
[Collection(nameof(ProcessWide))]
public sealed class TensorTextTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly float[] Mixed = [0.0f, 3.141f, 6.2834f, 3.14152f, 6.28e-06f, -13.141529f, 0.01f, 4713.14f];

    private static Tensor Odd => arange(1, 200, 2, float32);

    [Fact]
    public void Metadata_is_shape_type_and_device()
    {
        Assert.Equal("[2x2], type = Float32, device = cpu", zeros(2, 2).ToString());
        Assert.Equal("[], type = Int64, device = cpu", tensor(3L).metastr());
        Assert.Equal("[2x2], type = Float32, device = cpu", zeros(2, 2).ToString(false));
    }

    [Fact]
    public void Julias_style_aligns_columns_and_shows_matrix_by_matrix()
    {
        Assert.Equal("[], type = Float32, device = cpu, value = 3.14", ((Tensor)3.14f).ToString(julia, cultureInfo: Invariant));
        Assert.Equal("[], type = Float32, device = cpu, value = 3.14E+000", tensor(3.14f).jlstr("E2", cultureInfo: Invariant));
        Assert.Equal("[4], type = Float32, device = cpu\n 0 0 0 0\n", Julia(zeros(4)));
        Assert.Equal(
            "[2x4], type = Float32, device = cpu\n        0   3.141 6.2834 3.1415\n 6.28e-06 -13.142   0.01 4713.1\n",
            Julia(tensor(Mixed).reshape(2, 4)));
        var deep = tensor([.. Mixed, 0.01f, 0, 0, 0, 0, 0, 0, 0, .. Mixed, 0.01f, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(
            "[2x2x4], type = Float32, device = cpu\n[0,..,..] =\n 0.0000000   3.1410000 6.2834000    3.1415200\n" +
            " 0.0000063 -13.1415300 0.0100000 4713.1400000\n\n[1,..,..] =\n 0.0100000 0.0000000 0.0000000 0.0000000\n" +
            " 0.0000000 0.0000000 0.0000000 0.0000000\n",
            deep[..16].reshape(2, 2, 4).jlstr("0.0000000", newLine: "\n", cultureInfo: Invariant));
        Assert.Equal(
            "[2x2x2x4], type = Float32, device = cpu\n[0,0,..,..] =\n        0   3.141 6.2834 3.1415\n" +
            " 6.28e-06 -13.142   0.01 4713.1\n\n[0,1,..,..] =\n 0.01 0 0 0\n    0 0 0 0\n\n" +
            "[1,0,..,..] =\n        0   3.141 6.2834 3.1415\n 6.28e-06 -13.142   0.01 4713.1\n\n" +
            "[1,1,..,..] =\n 0.01 0 0 0\n    0 0 0 0\n",
            Julia(deep.reshape(2, 2, 2, 4)));
    }

    [Fact]
    public void Julias_style_cuts_lines_at_the_width()
    {
        Assert.Equal("[8], type = Int64, device = cpu\n 0 1 2 ...\n", arange(8).jlstr(width: 10, newLine: "\n", cultureInfo: Invariant));
        Assert.Equal("[0x3], type = Float32, device = cpu\n", Julia(zeros(0, 3)));
    }

    [Fact]
    public void CSharps_style_is_an_initializer()
    {
        Assert.Equal("[4], type = Float32, device = cpu, value = float [] {0f, 0f, 0f, 0f}", CSharp(zeros(4)));
        Assert.Equal("[100], type = Int32, device = cpu, value = int [] {1, 1, 1, ... 1, 1, 1}", CSharp(ones([100], int32)));
        Assert.Equal("[100], type = Float32, device = cpu, value = float [] {1f, 3f, 5f, ... 195f, 197f, 199f}", CSharp(Odd));
        Assert.Equal("[2x4], type = Float32, device = cpu, value = \nfloat [,] {\n {0f, 0f, 0f, 0f},\n {0f, 0f, 0f, 0f}\n}", CSharp(zeros(2, 4)));
        Assert.Equal(
            "[10x10], type = Float32, device = cpu, value = \nfloat [,] {\n {1f, 3f, 5f, ... 15f, 17f, 19f},\n {21f, 23f, 25f, ... 35f, 37f, 39f},\n" +
            " {41f, 43f, 45f, ... 55f, 57f, 59f},\n ...\n {141f, 143f, 145f, ... 155f, 157f, 159f},\n {161f, 163f, 165f, ... 175f, 177f, 179f},\n" +
            " {181f, 183f, 185f, ... 195f, 197f, 199f}\n}",
            CSharp(Odd.reshape(10, 10)));
    }

    [Fact]
    public void Numpys_style_nests_brackets()
    {
        Assert.Equal("3.14", tensor(3.14f).npstr(cultureInfo: Invariant));
        Assert.Equal("[0, 0, 0, 0]", zeros(4).npstr());
        Assert.Equal("[[1, 1, 1]\n [1, 1, 1]]", ones(2, 3).npstr(newLine: "\n"));
        Assert.Equal("[1, 3, 5, ... 195, 197, 199]", Odd.npstr());
        Assert.Equal("[[[0, 1]\n  [2, 3]]\n\n [[4, 5]\n  [6, 7]]]", arange(8).reshape(2, 2, 2).npstr(newLine: "\n"));
        Assert.Equal("[True, False]", tensor(new[] { true, false }).npstr());
    }

    [Fact]
    public void Views_print_what_they_show()
    {
        var whole = arange(6).reshape(2, 3);
        Assert.Equal("[[0, 3]\n [1, 4]\n [2, 5]]", whole.t().npstr(newLine: "\n"));
        Assert.Equal("[1.5]", ones(1).requires_grad_().mul(1.5).npstr(cultureInfo: Invariant));
    }

    [Fact]
    public void Numbers_follow_the_culture_and_the_options()
    {
        var commas = (CultureInfo)Invariant.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        Assert.Equal("[1,5]", (ones(1) * 1.5).npstr(cultureInfo: commas));
        try
        {
            set_printoptions(precision: 2, newLine: "\n", maxColumns: 2);
            Assert.Equal("[1.00, ... 199.00]", Odd.ToString(numpy, cultureInfo: Invariant));
            set_printoptions(style: numpy);
            Assert.Equal("[1.00, ... 199.00]", Odd.str(cultureInfo: Invariant));
            Assert.Throws<ArgumentException>(() => torch.TensorStringStyle = TensorStringStyle.Default);
        }
        finally
        {
            set_printoptions(julia, "g5", 100, Environment.NewLine, 6, 6);
        }
    }

    [Fact]
    public void Lists_are_as_deep_as_the_tensor()
    {
        var rows = Assert.IsType<System.Collections.ArrayList>(arange(4).reshape(2, 2).tolist());
        Assert.Equal(3, ((Scalar)((System.Collections.ArrayList)rows[1]!)[1]!).ToInt64());
    }

    private static string Julia(Tensor tensor) => tensor.ToString(julia, cultureInfo: Invariant, newLine: "\n");

    private static string CSharp(Tensor tensor) => tensor.ToString(csharp, cultureInfo: Invariant, newLine: "\n");
}
