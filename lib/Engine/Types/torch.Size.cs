using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape: sizes of dimensions, comparable by value.</summary>
    public readonly struct Size : IEnumerable<long>
    {
        private readonly long[] _shape;

        public Size(long[] shape) => _shape = (long[])shape.Clone();

        public Size(IEnumerable<long> shape) => _shape = shape.ToArray();

        public Size(int[] shape) => _shape = Array.ConvertAll(shape, s => (long)s);

        public Size(long size) => _shape = [size];

        public Size(int size) => _shape = [size];

        public Size((long, long) size) => _shape = [size.Item1, size.Item2];

        public Size((long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3];

        public Size((long, long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        public static Size Empty = new(Array.Empty<long>());

        public long[] Shape => _shape ?? [];

        public int Length => Shape.Length;

        public bool IsEmpty => Length == 0;

        public bool IsScalar => Length == 0;

        public long this[int idx] => Shape[idx];

        public long this[long idx] => Shape[idx];

        /// <summary>Product of the sizes.</summary>
        public long numel() => Shapes.Shape.Count(Shape);

        public Size Slice(int first, int next) => new(Shape[first..next]);

        public IEnumerable<long> Take(int i) => Shape.Take(i);

        public override bool Equals(object? obj) => obj is Size other && Shape.AsSpan().SequenceEqual(other.Shape);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var size in Shape) hash.Add(size);
            return hash.ToHashCode();
        }

        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public static bool operator ==(Size left, Size right) => left.Equals(right);

        public static bool operator !=(Size left, Size right) => !left.Equals(right);

        public static Size operator +(Size left, Size right) => new([.. left.Shape, .. right.Shape]);

        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.Shape, .. right]);

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size(long[] size) => new(size);

        public static implicit operator Size((long, long) size) => new(size);

        public static implicit operator Size((long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long) size) => new(size);
    }
}
