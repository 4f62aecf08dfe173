namespace Course.Lectures;

/// <summary>How many bits a quantised code takes, and how much smaller than the image that is.</summary>
internal sealed class CompressionExercise : Exercise
{
    private readonly Trial<Code> _trial;

    public CompressionExercise(string id, int points, Variation variation) : base(id, "The size of a code", points) => _trial = new()
    {
        Inputs = variation.Many(10, v => new Code(v.Whole(3, 64), v.Whole(3, 255), v.Whole(16, 64) * v.Whole(16, 64))),
        Right = code => Pair(code, code.Bits),
        Describe = code => $"{code.Numbers} numbers of {code.Levels} levels for {code.Pixels} pixels",
        Limits =
        [
            new(new(16, 2, 784), "A number of two levels is one bit."),
            new(new(784, 256, 784), "As many numbers as pixels, with as many levels as grey values: nothing is gained, the ratio is 1."),
            new(new(16, 1, 784), "A number that has one level only says nothing: 0 bits."),
        ],
        Mistakes =
        [
            new("nats for bits", code => Pair(code, code.Numbers * Math.Log(code.Levels)), "You took the natural logarithm: bits need base 2."),
            new("decimal digits for bits", code => Pair(code, code.Numbers * Math.Log10(code.Levels)), "You took the decimal logarithm: bits need base 2."),
            new("levels for bits", code => Pair(code, (double)code.Numbers * code.Levels), "L levels need log₂ L bits, not L."),
            new("numbers and levels swapped", code => Pair(code, code.Levels * Math.Log2(code.Numbers)),
                "It is k times log₂ L: each of the k numbers picks one of L levels."),
            new("whole bits", code => Pair(code, code.Numbers * Math.Ceiling(Math.Log2(code.Levels))),
                "You rounded each number up to whole bits; written together they need log₂ L each, as it is."),
            new("one number", code => Pair(code, Math.Log2(code.Levels)), "This is one number of the code; it has k of them."),
            new("ratio upside down", code => [code.Bits, code.Bits / code.Raw],
                "The ratio is upside down: bits of the image over bits of the code, so that small codes give large ratios."),
            new("ratio of counts", code => [code.Bits, (double)code.Pixels / code.Numbers],
                "The ratio is one of bits: a pixel has 8, and a number of the code log₂ L."),
            new("pixels for bits", code => [code.Bits, code.Pixels / code.Bits], "A pixel of 256 grey values has 8 bits, and you counted 1."),
            new("grey values for bits", code => [code.Bits, 256 * code.Pixels / code.Bits], "A pixel of 256 grey values has log₂ 256 = 8 bits."),
            new("bytes", code => [code.Bits / 8, code.Raw / code.Bits], "The first number is in bytes; bits are asked for."),
        ],
        Properties = [answer => answer(new(4, 16, 784)).Any(value => value < 0) ? "Neither bits nor the ratio can be negative." : null],
    };

    public Ruling Judge(Func<int, int, int, (double Bits, double Ratio)> compression) => _trial.Judge(code =>
    {
        var (bits, ratio) = compression(code.Numbers, code.Levels, code.Pixels);
        return [bits, ratio];
    });

    private static double[] Pair(Code code, double bits) => [bits, code.Raw / bits];

    internal readonly record struct Code(int Numbers, int Levels, int Pixels)
    {
        public double Bits => Numbers * Math.Log2(Levels);

        /// <summary>Bits of the image: 256 grey values.</summary>
        public double Raw => 8.0 * Pixels;
    }
}

public static partial class Check
{
    /// <summary>The rate of a quantised code.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="compression">(numbers of the code, levels of each, pixels of 8 bits) ↦ bits of the code, and image bits divided by them.</param>
    public static void Compression(string id, Func<int, int, int, (double Bits, double Ratio)> compression) =>
        Homework.Report<CompressionExercise>(id, exercise => exercise.Judge(compression));
}
