using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

public sealed class TensorFormsTests
{
    [Fact]
    public void New_tensors_follow_the_model_in_type()
    {
        var model = zeros([1], float64);
        Assert.Equal(ScalarType.Float64, model.new_zeros(2, 3).dtype);
        Assert.Equal([2, 3, 4], model.new_empty(2, 3, 4).shape);
        TensorAssert.Equal([1, 1], model.new_ones(2));
        TensorAssert.Equal([7, 7], model.new_full(new[] { 2L }, 7, dtype: int32));
        Assert.True(model.new_full(1, 1, 2.5).new_zeros([2], requires_grad: true).requires_grad);
    }

    [Fact]
    public void Positions_that_are_not_zero_pick_these_elements_again()
    {
        var x = tensor(new[,] { { 0, 3 }, { 4, 0 } });
        var places = x.nonzero_as_list();
        TensorAssert.Equal([0, 1], places[0]);
        TensorAssert.Equal([1, 0], places[1]);
        TensorAssert.Equal([3, 4], x[places.ToArray()]);
        Assert.Single(tensor(5).nonzero_as_list());
    }

    [Fact]
    public void Arrays_and_small_numbers_become_tensors()
    {
        Tensor row = new[] { 1f, 2f };
        Tensor count = (byte)7;
        Assert.Equal(ScalarType.Float32, row.dtype);
        Assert.Equal(ScalarType.Byte, count.dtype);
        Assert.Equal(7, (short)count);
        Assert.Equal(ScalarType.Float64, row.to(zeros([1], float64)).dtype);
        Assert.Equal(ScalarType.Int64, as_tensor(new List<int> { 1, 2 }, int64).dtype);
        Assert.Equal([2, 2], as_tensor((Array)new double[,] { { 1, 2 }, { 3, 4 } }).shape);
        var same = as_tensor(row);
        same.fill_(3);
        TensorAssert.Equal([3, 3], row);
    }

    [Fact]
    public void Any_number_and_array_can_be_made_a_tensor()
    {
        var number = 2.5.ToTensor(requires_grad: true);
        Assert.Equal(ScalarType.Float64, number.dtype);
        Assert.Empty(number.shape);
        (number * number).backward();
        TensorAssert.Equal([5], number.grad!);
        var array = new short[] { 1, 2, 3, 4 };
        var matrix = array.ToTensor([2, 2]);
        array[0] = 9;
        Assert.Equal(ScalarType.Int16, matrix.dtype);
        TensorAssert.Equal([1, 2, 3, 4], matrix);
    }

    [Fact]
    public void Aliases_in_place_write_where_they_say()
    {
        var x = tensor(new[] { 2f, -4 });
        Assert.Same(x, negative_(multiply_(divide_(x, 2), 3)));
        TensorAssert.Equal([-3, 6], x);
        Assert.Equal([2, 3, 4], zeros(6, 4).unflatten(0, new Size(new[] { 2L, 3 })).shape);
    }

    [Fact]
    public void Five_and_six_indices_reach_one_element()
    {
        var x = arange(64).reshape(2, 2, 2, 2, 2, 2);
        Assert.Equal(43, x[1, 0, 1, 0, 1, 1].ToInt64());
        x[1, 0, 1, 0, 1] = tensor(0);
        TensorAssert.Equal([0, 0], x[1, 0, 1, 0, 1]);
    }

    [Fact]
    public void Gelu_has_an_approximation()
    {
        var x = tensor(new[] { -1.5, 0.5, 2 });
        TensorAssert.Close(tensor(new[] { -0.10042847, 0.34571401, 1.95459769 }), x.gelu(GELU.Approximate.tanh), 1e-7);
        TensorAssert.Close(x.gelu(), x.gelu(GELU.Approximate.none));
        TensorAssert.Close(nn.functional.gelu(x, GELU.Approximate.tanh), x.gelu_(GELU.Approximate.tanh));
    }

    [Fact]
    public void Types_can_be_asked_about()
    {
        Assert.True(can_cast(ScalarType.Int64, ScalarType.Float32));
        Assert.False(can_cast(ScalarType.Float32, ScalarType.Int64));
        Assert.False(can_cast(ScalarType.Int32, ScalarType.Bool));
        Assert.Equal(ScalarType.Float32, promote_types(ScalarType.Int64, ScalarType.Float32));
        Assert.Equal(ScalarType.Float32, result_type(ones(1), tensor(1.0)));
        Assert.True(is_integral(ScalarType.Bool) && is_floating_point(float64) && is_tensor(ones(1)) && !is_tensor(1));
        Assert.Equal(1.1920928955078125e-07, finfo().eps);
        Assert.Equal(2.220446049250313e-16, finfo(float64).eps);
        Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() => _assert(() => false, "broken")).Message);
        Assert.Equal("cuda:1", device("cuda", 1).ToString());
    }

    [Fact]
    public void Bytes_go_through_a_stream_in_portions()
    {
        var x = randn(100, 3);
        using var stream = new MemoryStream();
        x.WriteBytesToStream(stream, 7);
        Assert.Equal(1200, stream.Length);
        stream.Position = 0;
        var y = zeros(100, 3);
        y.ReadBytesFromStream(stream, 13);
        Assert.True(x.Equals(y));
        Assert.Throws<EndOfStreamException>(() => y.ReadBytesFromStream(stream));
        Assert.Contains("not contiguous", Assert.ThrowsAny<Exception>(() => x.t().WriteBytesToStream(stream)).Message);
    }
}
