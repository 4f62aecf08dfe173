using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests.ModuleBase;

public sealed class ModuleConversionTests
{
    [Fact]
    public void A_converted_module_computes_in_the_new_type()
    {
        using var net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU());
        var steps = net.state_dict()["1.num_batches_tracked"].dtype;
        var same = net.to(float64);
        Assert.Same(net, same);
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.Equal(ScalarType.Float64, net.state_dict()["1.running_mean"].dtype);
        Assert.Equal(steps, net.state_dict()["1.num_batches_tracked"].dtype); // integers stay
        Assert.Equal(ScalarType.Float64, net.call(ones([2, 3], float64)).dtype);
        Assert.Equal(ScalarType.Float32, net.@float().call(ones(2, 3)).dtype);
        Assert.Equal(ScalarType.Float64, net.to(ones([1], float64)).call(ones([2, 3], float64)).dtype);
    }

    [Fact]
    public void Parameters_keep_identity_value_gradient_and_optimizer()
    {
        using var layer = nn.Linear(2, 1);
        using var sgd = optim.SGD(layer.parameters(), 0.5);
        var weight = layer.weight;
        var before = TensorAssert.Values(weight);
        layer.call(ones(1, 2)).sum().backward();
        layer.@double();
        Assert.Same(weight, layer.weight);
        Assert.Same(weight, layer.get_parameter("weight"));
        Assert.True(weight.requires_grad && weight.is_leaf);
        Assert.Equal(before, TensorAssert.Values(weight));
        Assert.Equal(ScalarType.Float64, weight.grad!.dtype);
        sgd.step();
        Assert.Equal(before.Select(value => value - 0.5), TensorAssert.Values(weight));
    }

    [Fact]
    public void A_frozen_parameter_stays_frozen()
    {
        using var layer = nn.Linear(2, 1);
        layer.weight.requires_grad = false;
        Assert.False(layer.@double().weight.requires_grad);
    }

    [Fact]
    public void Only_floating_types_are_accepted()
    {
        using var layer = nn.Linear(1, 1);
        Assert.Contains("only accepts floating point types, got Int64", Assert.Throws<ArgumentException>(() => layer.to(int64)).Message);
        Assert.Contains("Float16 is not supported", Assert.ThrowsAny<Exception>(() => layer.half()).Message);
        Assert.Equal(ScalarType.Float32, layer.weight.dtype);
    }

    [Fact]
    public void The_processor_is_the_only_device_and_the_message_says_how_to_get_another()
    {
        using var layer = nn.Linear(1, 1);
        Assert.Same(layer, layer.cpu().to(CPU).to("cpu").to(DeviceType.CPU));
        Action[] requests = [() => layer.cuda(), () => layer.to("cuda:0"), () => layer.to(DeviceType.CUDA), () => layer.to(new Device("cuda"), float64)];
        Assert.All(requests, request => Assert.Contains("-p:TorchBackend=TorchSharp-cuda", Assert.ThrowsAny<Exception>(request).Message));
    }

    [Fact]
    public void A_module_made_in_a_scope_outlives_it()
    {
        Owner owner;
        using (NewDisposeScope())
        {
            owner = new Owner();
            owner.@double();
        }
        Assert.Equal([3], owner.call(ones([2, 3], float64)).shape);
        owner.Dispose();
    }

    [Fact]
    public void Components_are_found_in_base_classes_and_by_other_names()
    {
        using var net = nn.Sequential(("owner", (nn.Module<Tensor, Tensor>)new Owner()), ("forgetful", new Forgetful()));
        Assert.Equal(
            ["owner.base_scale", "owner.inner.weight", "owner.inner.bias", "forgetful.late.weight", "forgetful.late.bias"],
            net.named_parameters().Select(p => p.name));
        Assert.Equal(["owner", "forgetful", "owner.inner", "forgetful.late"], net.named_modules().Select(m => m.name)); // level by level
    }

    [Fact]
    public void A_module_without_parameters_says_so()
    {
        using var module = new Nothing();
        Assert.Contains("takes no buffer 'b'", Assert.Throws<InvalidOperationException>(() => module.register_buffer("b", ones(1))).Message);
    }

    private abstract class Base(string name) : nn.Module<Tensor, Tensor>(name)
    {
        [ComponentName(Name = "base_scale")]
        private readonly Parameter _scale = nn.Parameter(ones(1));

        protected Tensor Scaled(Tensor x) => x * _scale;
    }

    private sealed class Owner : Base
    {
        private readonly Linear inner = nn.Linear(3, 3);

        public Owner() : base(nameof(Owner)) => RegisterComponents();

        public override Tensor forward(Tensor input) => Scaled(inner.call(input)).sum(0L);
    }

    /// <summary>Does not call RegisterComponents.</summary>
    private sealed class Forgetful() : nn.Module<Tensor, Tensor>(nameof(Forgetful))
    {
        private readonly Linear late = nn.Linear(1, 1);

        public override Tensor forward(Tensor input) => late.call(input);
    }

    private sealed class Nothing() : ParameterLessModule<Tensor, Tensor>(nameof(Nothing))
    {
        public override Tensor forward(Tensor input) => input;
    }
}
