using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class AdamStateTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("amsgrad")]
    [InlineData("all")]
    public void Training_continues_identically_from_a_saved_state(string options)
    {
        using var x = Start();
        using var adam = Golden.TrainingTests.AdamWith(options, x);
        Steps(x, adam, 5);

        using var saved = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(saved));
        using var copy = new Parameter(x.detach().clone());
        using var resumed = Golden.TrainingTests.AdamWith(options, copy);
        saved.Position = 0;
        resumed.load_state_dict(new BinaryReader(saved));

        Steps(x, adam, 5);
        Steps(copy, resumed, 5);
        Assert.Equal(TensorAssert.Values(x), TensorAssert.Values(copy));
    }

    [Theory]
    [InlineData("amsgrad", "plain")]
    [InlineData("plain", "amsgrad")]
    public void A_saved_state_brings_its_own_options_into_an_optimizer_made_with_others(string options, string others)
    {
        using var x = Start();
        using var adam = Golden.TrainingTests.AdamWith(options, x);
        Steps(x, adam, 5);
        using var saved = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(saved));
        using var copy = new Parameter(x.detach().clone());
        using var resumed = Golden.TrainingTests.AdamWith(others, copy);
        saved.Position = 0;
        resumed.load_state_dict(new BinaryReader(saved));
        Assert.Equal(saved.Length, saved.Position);

        Steps(x, adam, 5);
        Steps(copy, resumed, 5);
        Assert.Equal(TensorAssert.Values(x), TensorAssert.Values(copy));
    }

    [Fact]
    public void A_state_carries_the_learning_rate_of_the_time()
    {
        using var x = Start();
        using var adam = optim.Adam([x], lr: 0.1);
        adam.ParamGroups.First().LearningRate = 0.01;
        using var saved = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(saved));
        using var other = optim.Adam([x], lr: 0.5);
        saved.Position = 0;
        other.load_state_dict(new BinaryReader(saved));
        Assert.Equal(0.01, other.ParamGroups.First().LearningRate);
        Assert.Equal(0.1, other.ParamGroups.First().InitialLearningRate);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone()
    {
        using var used = Start();
        using var unused = Start();
        using var adam = optim.Adam([used, unused], weight_decay: 0.1);
        (used * 2).sum().backward();
        adam.step();
        Assert.Equal(TensorAssert.Values(Start()), TensorAssert.Values(unused));
        Assert.NotEqual(TensorAssert.Values(Start()), TensorAssert.Values(used));
    }

    [Fact]
    public void A_step_is_noticed_by_a_graph_that_saved_the_parameter()
    {
        using var x = Start();
        using var adam = optim.Adam([x]);
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        adam.step();
        Assert.Contains("inplace", Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => y.backward()).Message);
    }

    [Fact]
    public void A_gradient_of_any_strides_is_followed()
    {
        Parameter Stepped(Func<Tensor, Tensor> layout)
        {
            var x = new Parameter(arange(6, float64).reshape(2, 3));
            using var adam = optim.Adam([x]);
            x.grad = layout(arange(6, float64).reshape(2, 3) - 2);
            adam.step();
            return x;
        }
        TensorAssert.Equal(TensorAssert.Values(Stepped(g => g)), Stepped(g => g.t().contiguous().t()));
    }

    [Fact]
    public void Groups_have_settings_of_their_own()
    {
        using var a = Start();
        using var b = Start();
        using var adam = optim.Adam([new Adam.ParamGroup([a], lr: 0.1), new Adam.ParamGroup([b], lr: 0.0)]);
        ((a + b) * 2).sum().backward();
        adam.step();
        TensorAssert.Close(Start() - 0.1, a);
        TensorAssert.Close(Start(), b);
    }

    [Fact]
    public void A_parameter_belongs_to_one_group() =>
        Assert.Throws<InvalidOperationException>(() =>
        {
            var x = Start();
            optim.Adam([x, x]);
        });

    [Fact]
    public void A_closure_is_differentiated_even_without_grad_mode_around()
    {
        using var x = Start();
        using var adam = optim.Adam([x], lr: 0.1);
        using var mode = no_grad();
        var loss = adam.step(() =>
        {
            adam.zero_grad();
            var value = (x * x).sum();
            value.backward();
            return value;
        });
        Assert.Equal(5, loss!.item<double>());
        TensorAssert.Close(tensor([0.9, -1.9]), x);
    }

    private static Parameter Start() => new(tensor([1.0, -2.0]));

    private static void Steps(Parameter x, Adam adam, int count)
    {
        for (var i = 0; i < count; i++)
        {
            adam.zero_grad();
            (x * x * x + x.sin()).sum().backward();
            adam.step();
        }
    }
}
