using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

[Collection(nameof(ProcessWide))]
public sealed class ModuleGoldenTests
{
    private static readonly GoldenFile File = new("modules.json");

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Initial = new()
    {
        ["eye_"] = nn.init.eye_,
        ["dirac_ 3"] = nn.init.dirac_,
        ["dirac_ 4"] = nn.init.dirac_,
        ["dirac_ 5"] = nn.init.dirac_,
        ["orthogonal_"] = x => nn.init.orthogonal_(x),
        ["orthogonal_ wide"] = x => nn.init.orthogonal_(x, 1.5),
        ["sparse_"] = x => nn.init.sparse_(x, 0.3, 0.5),
        ["trunc_normal_"] = x => nn.init.trunc_normal_(x),
        ["trunc_normal_ narrow"] = x => nn.init.trunc_normal_(x, 0.5, 2, -1, 0.75),
        ["xavier_normal_"] = x => nn.init.glorot_normal_(x, 2),
        ["kaiming_normal_ fan_out"] = x => nn.init.kaiming_normal_(x, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU),
    };

    public static TheoryData<string> Fillings => [.. File["init"].EnumerateObject().Select(p => p.Name)];

    public static TheoryData<string> Clippings => [.. File["clip"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Fillings))]
    public void A_seed_gives_PyTorchs_initial_values(string key)
    {
        var expected = GoldenTensor.Read(File["init"].GetProperty(key));
        manual_seed(3);
        var parameter = nn.Parameter(empty(expected.Shape));
        Assert.Same(parameter, Initial[key](parameter));
        expected.AssertMatches(parameter, 2e-6, 1e-7, key);
    }

    [Theory]
    [MemberData(nameof(Clippings))]
    public void Gradients_are_clipped_as_PyTorch_does(string key)
    {
        var expected = File["clip"].GetProperty(key);
        var norm = double.Parse(key.Split(' ')[0], CultureInfo.InvariantCulture);
        var p = key.EndsWith("inf", StringComparison.Ordinal) ? double.PositiveInfinity : double.Parse(key.Split(' ')[1], CultureInfo.InvariantCulture);
        using var net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1));
        foreach (var (parameter, i) in net.parameters().Select((parameter, i) => (parameter, i)))
            parameter.grad = arange(parameter.numel(), float32).reshape(parameter.shape) - i;
        Assert.Equal(expected[0].GetDouble(), nn.utils.clip_grad_norm_(net.parameters(), norm, p), 1e-5);
        var gradients = cat(net.parameters().Select(parameter => parameter.grad!.reshape(-1)).ToArray());
        GoldenTensor.Read(expected[1]).AssertMatches(gradients, 1e-6, 1e-6, key);
    }
}
