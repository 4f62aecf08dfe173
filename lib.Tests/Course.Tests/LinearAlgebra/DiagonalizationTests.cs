using System.Numerics;
using Course.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.LinearAlgebra;

/// <summary>Matrices whose eigen-decomposition is known, or known not to exist.</summary>
public sealed class DiagonalizationTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_symmetric_matrix_has_orthogonal_eigenvectors()
    {
        var found = Diagonalization.Of(tensor(new double[,] { { 2, 1 }, { 1, 2 } }));

        Assert.Equal([3, 1], found.Eigenvalues.Select(value => Math.Round(value.Real, 12)));
        Assert.Equal(1, found.Condition, 12);
        Assert.False(found.IsDefective);
        Assert.True(found.IsReal);
        Assert.True(found.ReconstructionError() < 1e-14);
    }

    [Fact]
    public void A_rotation_has_complex_eigenvalues()
    {
        var found = Diagonalization.Of(tensor(new double[,] { { 0, -1 }, { 1, 0 } }));

        Assert.False(found.IsReal);
        Assert.Equal(0, (found.Eigenvalues[0] - Complex.ImaginaryOne).Magnitude, 12);
        Assert.Equal(0, (found.Eigenvalues[1] + Complex.ImaginaryOne).Magnitude, 12);
        Assert.Equal(1, found.Condition, 12);
        Assert.True(found.ReconstructionError() < 1e-14);
        // A v = λ v for the first.
        var v = found.Eigenvectors;
        Assert.Equal(0, (-v[1, 0] - Complex.ImaginaryOne * v[0, 0]).Magnitude, 12);
    }

    public static TheoryData<string, double[,]> Defective => new()
    {
        { "shear", new double[,] { { 1, 1 }, { 0, 1 } } },
        { "nilpotent", new double[,] { { 0, 1 }, { 0, 0 } } },
        { "not triangular", new double[,] { { 3, 1 }, { -1, 1 } } },
        { "block of three", new double[,] { { 2, 1, 0 }, { 0, 2, 1 }, { 0, 0, 2 } } },
        { "three times the same eigenvalue, two vectors", new double[,] { { 1, 1, -1 }, { -2, 4, -2 }, { -1, 1, 1 } } },
        { "of three, one block of two", new double[,] { { 5, 4, 2 }, { 0, 1, -1 }, { -1, -1, 3 } } },
    };

    [Theory]
    [MemberData(nameof(Defective))]
    public void A_defective_matrix_is_told(string name, double[,] matrix)
    {
        var found = Diagonalization.Of(tensor(matrix));

        Assert.True(found.IsDefective, $"{name}: κ(S) = {found.Condition}.");
        Assert.Contains("defective", Assert.Throws<InvalidOperationException>(() => found.ReconstructionError()).Message);
    }

    public static TheoryData<string, double[,]> Diagonalizable => new()
    {
        { "identity", new double[,] { { 1, 0 }, { 0, 1 } } },
        { "zero", new double[,] { { 0, 0 }, { 0, 0 } } },
        { "twice the same eigenvalue, two vectors", new double[,] { { 1, 1, 0 }, { -2, 4, 0 }, { -1, 1, 2 } } },
        { "nearly a shear", new double[,] { { 1, 1 }, { 0, 1.0001 } } },
        { "projection", new double[,] { { 1, 5 }, { 0, 0 } } },
    };

    [Theory]
    [MemberData(nameof(Diagonalizable))]
    public void A_repeated_eigenvalue_alone_is_no_defect(string name, double[,] matrix)
    {
        var found = Diagonalization.Of(tensor(matrix));

        Assert.False(found.IsDefective, $"{name}: κ(S) = {found.Condition}.");
        Assert.True(found.ReconstructionError() < 1e-15 * 10 * found.Condition);
    }

    [Fact]
    public void Random_matrices_are_put_together_again()
    {
        manual_seed(2);
        foreach (int n in new[] { 1, 2, 5, 12 })
            Assert.True(Diagonalization.Of(randn(n, n, dtype: float64)).ReconstructionError() < 1e-12);
    }

    [Fact]
    public void Matrices_made_of_independent_eigenvectors_are_never_called_defective()
    {
        manual_seed(4);
        for (int round = 0; round < 300; round++)
        {
            using var inner = NewDisposeScope();
            int n = 2 + round % 7;
            // Few different eigenvalues, so that most are repeated: rounding alone would often leave their vectors nearly parallel.
            Tensor s = randint(-3, 4, new long[] { n, n }).to(float64), eigenvalues = randint(0, 3, new long[] { n }).to(float64);
            if (linalg.cond(s).ToDouble() is not < 1e3) continue;
            var found = Diagonalization.Of(s.mul(eigenvalues).mm(linalg.inv(s)));

            Assert.False(found.IsDefective, $"{n} × {n}, round {round}: κ(S) = {found.Condition}.");
            Assert.True(found.ReconstructionError() < 1e-9);
        }
    }

    [Fact]
    public void Bad_input_gets_a_sentence()
    {
        Says("square", () => Diagonalization.Of(zeros(2, 3)));
        Says("Infinity", () => Diagonalization.Of(eye(2) / 0));
    }

    private static void Says(string part, Action act) => Assert.Contains(part, Assert.Throws<ArgumentException>(act).Message);
}
