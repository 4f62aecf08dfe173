using Course.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.LinearAlgebra;

public sealed class PrincipalAnglesTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Large_and_small_angles_are_SciPys()
    {
        foreach (var golden in PcaGoldens.Of("angles").EnumerateArray())
        {
            var angles = PrincipalAngles.Between(golden.Tensor("a"), golden.Tensor("b"));
            // The small ones are 10⁻¹⁰ and 10⁻⁹, given by the data to some 10⁻¹⁵.
            PcaGoldens.AssertClose(golden.Tensor("angles"), angles, 1e-5);
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(0.7)]
    [InlineData(1e-3)]
    [InlineData(1e-8)]
    [InlineData(1e-14)]
    [InlineData(0)]
    public void The_angle_between_two_lines_is_known(double angle)
    {
        var a = tensor(new[,] { { 3.0 }, { 0 } });
        var b = tensor(new[,] { { Math.Cos(angle) }, { Math.Sin(angle) } });

        Assert.Equal(angle, PrincipalAngles.Between(a, b).item<double>(), 1e-15);
    }

    [Fact]
    public void A_basis_does_not_matter_and_a_subspace_is_at_angle_zero()
    {
        manual_seed(1);
        Tensor a = randn(7, 3, dtype: float64), mixed = a.mm(randn(3, 3, dtype: float64));

        Assert.True(PrincipalAngles.Between(a, mixed).max().ToDouble() < 1e-13);
        Assert.True(PrincipalAngles.Between(a, mixed[.., ..2]).max().ToDouble() < 1e-13);
        Assert.Equal([2L], PrincipalAngles.Between(a[.., ..2], mixed).shape);
        PcaGoldens.AssertClose(full([2], Math.PI / 2, dtype: float64), PrincipalAngles.Between(eye(4)[.., ..2], eye(4)[.., 2..]), 1e-15);
    }

    [Fact]
    public void Bad_input_gets_a_sentence()
    {
        Says("span only 1 dimensions", () => PrincipalAngles.Between(ones(4, 2), eye(4)));
        Says("[4, 4], b is [5, 5]", () => PrincipalAngles.Between(eye(4), eye(5)));
        Says("NaN", () => PrincipalAngles.Between(eye(4) * double.NaN, eye(4)));
    }

    private static void Says(string part, Action act) => Assert.Contains(part, Assert.Throws<ArgumentException>(act).Message);
}
