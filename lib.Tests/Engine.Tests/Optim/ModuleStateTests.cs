using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class ModuleStateTests
{
    [Fact]
    public void State_is_named_by_the_path_through_the_modules()
    {
        using var net = nn.Sequential(("first", nn.Linear(2, 3)), ("rest", nn.Sequential(nn.ReLU(), nn.Linear(3, 1, hasBias: false))));
        Assert.Equal(["first.weight", "first.bias", "rest.1.weight"], net.state_dict().Keys);
        Assert.Equal(3, net.parameters().Count());
        Assert.Equal([3, 2], net.get_parameter("first.weight")!.shape);
    }

    [Fact]
    public void Loaded_state_gives_the_same_results()
    {
        using var source = nn.Linear(3, 2);
        using var target = nn.Linear(3, 2);
        var x = ones(1, 3);
        target.load_state_dict(source.state_dict());
        TensorAssert.Equal(TensorAssert.Values(source.call(x)), target.call(x));
        using (no_grad()) source.weight.add_(1); // values were copied, not shared
        Assert.NotEqual(TensorAssert.Values(source.call(x)), TensorAssert.Values(target.call(x)));
    }

    [Fact]
    public void State_that_does_not_fit_changes_nothing()
    {
        using var layer = nn.Linear(3, 2);
        var before = TensorAssert.Values(layer.weight);
        var strange = new Dictionary<string, Tensor> { ["weight"] = zeros(2, 3), ["scale"] = ones(1) };
        var message = Assert.Throws<InvalidOperationException>(() => layer.load_state_dict(strange)).Message;
        Assert.Contains("missing [bias]", message);
        Assert.Contains("unexpected [scale]", message);
        Assert.Equal(before, TensorAssert.Values(layer.weight));
        var (missing, unexpected) = layer.load_state_dict(strange, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["scale"], unexpected);
        Assert.All(TensorAssert.Values(layer.weight), w => Assert.Equal(0, w));
    }

    [Fact]
    public void A_shared_parameter_is_counted_once()
    {
        var shared = nn.Linear(2, 2);
        using var net = nn.Sequential(("a", shared), ("b", shared));
        Assert.Equal(2, net.parameters().Count());
    }

    [Fact]
    public void Training_mode_reaches_all_modules()
    {
        using var net = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.ReLU()));
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Fields_become_components_under_their_names()
    {
        using var net = new Scaled();
        Assert.Equal(["scale", "layer.weight", "layer.bias"], net.named_parameters().Select(p => p.name));
        Assert.Equal(["offset"], net.named_buffers().Select(b => b.name));
        net.call(ones(1, 2)).sum().backward();
        Assert.All(net.parameters(), parameter => Assert.NotNull(parameter.grad));
        net.zero_grad();
        Assert.All(net.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void A_name_is_given_once_and_has_no_dot()
    {
        using var net = nn.Sequential(("a", nn.ReLU()));
        Assert.Throws<InvalidOperationException>(() => net.append("a", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => net.append("a.b", nn.ReLU()));
    }

    [Fact]
    public void In_place_activations_overwrite_their_input()
    {
        var x = tensor([-1f, 2]);
        Assert.Same(x, nn.ReLU(inplace: true).call(x));
        TensorAssert.Equal([0, 2], x);
        using var net = nn.Sequential(nn.ReLU(inplace: true));
        TensorAssert.Equal([0, 2], net.call(tensor([-1f, 2])));
    }

    private sealed class Scaled : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = nn.Parameter(ones(2));
        private readonly Tensor offset = zeros(2);
        private readonly Linear layer = nn.Linear(2, 2);

        public Scaled() : base(nameof(Scaled)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input * scale + offset);
    }
}
