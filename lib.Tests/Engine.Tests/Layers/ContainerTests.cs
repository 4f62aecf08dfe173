using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

public sealed class ContainerTests
{
    [Fact]
    public void A_list_of_modules_names_its_parameters_by_their_places()
    {
        using var list = nn.ModuleList<Linear>(nn.Linear(1, 2), nn.Linear(2, 3, false));
        Assert.Equal(["0.weight", "0.bias", "1.weight"], list.named_parameters().Select(p => p.name));
        list.append(nn.Linear(3, 1, false));
        list.RemoveAt(0);
        Assert.Equal(["0.weight", "1.weight"], list.named_parameters().Select(p => p.name));
        Assert.Equal(2, list.Count);
        Assert.Equal(3, list[0].out_features);
    }

    [Fact]
    public void A_dictionary_of_modules_names_its_parameters_by_their_keys()
    {
        using var modules = nn.ModuleDict<Linear>(("encoder", nn.Linear(1, 2)), ("decoder", nn.Linear(2, 1, false)));
        Assert.Equal(["encoder.weight", "encoder.bias", "decoder.weight"], modules.state_dict().Keys);
        Assert.Equal(2, modules["encoder"].out_features);
        Assert.True(modules.Remove("encoder"));
        Assert.Equal(["decoder"], modules.keys());
        Assert.Contains("only decoder", Assert.Throws<KeyNotFoundException>(() => modules["encoder"]).Message);
    }

    [Fact]
    public void A_list_of_parameters_is_trained_with_its_module()
    {
        using var list = nn.ParameterList(nn.Parameter(zeros(2)), nn.Parameter(ones(3)));
        list.append(nn.Parameter(ones(1)));
        Assert.Equal(["0", "1", "2"], list.named_parameters().Select(p => p.name));
        list[1] = nn.Parameter(zeros(5));
        Assert.Equal([2L, 5, 1], list.parameters().Select(p => p.numel()));
    }

    [Fact]
    public void Padding_layers_continue_images_beyond_their_edges()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2 }, { 3, 4 } }).reshape(1, 1, 2, 2);
        TensorAssert.Equal([0, 1, 2, 0, 3, 4], nn.ZeroPad2d((1, 0, 0, 0)).call(x));
        TensorAssert.Equal([4, 3, 4, 2, 1, 2, 4, 3, 4], nn.ReflectionPad2d((1, 0, 1, 0)).call(x));
        TensorAssert.Equal([1, 1, 2, 3, 3, 4], nn.ReplicationPad2d((1, 0, 0, 0)).call(x));
        Assert.Equal([1, 1, 4, 4], nn.ReplicationPad2d(1).call(x).shape);
    }
}
