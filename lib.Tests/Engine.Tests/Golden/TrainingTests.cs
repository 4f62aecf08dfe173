using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Golden;

[Collection(nameof(ProcessWide))]
public sealed class TrainingTests
{
    private static readonly GoldenFile File = new("training.json");

    public static TheoryData<string, string> AdamRuns =>
        [.. File["adam"].EnumerateObject().SelectMany(options => options.Value.EnumerateObject().Select(type => (options.Name, type.Name)))];

    [Fact]
    public void The_first_fifty_losses_of_a_VAE_from_seed_0_are_PyTorchs()
    {
        const int batch = 32;
        var expected = File["vae"].EnumerateArray().Select(loss => loss.GetDouble()).ToArray();
        manual_seed(0);
        using var model = new SmallVae();
        using var adam = optim.Adam(model.parameters());
        using var all = NewDisposeScope();
        var data = Enumerable.Range(0, 4).Select(_ => rand(batch, 784)).ToArray();
        for (var step = 0; step < expected.Length; step++)
        {
            using var scope = NewDisposeScope();
            var x = data[step % 4];
            adam.zero_grad();
            var (logits, mu, logvar) = model.forward(x);
            var reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.Sum);
            var kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum();
            var loss = (reconstruction + kl) / batch;
            loss.backward();
            adam.step();
            Assert.Equal(expected[step], loss.item<float>(), 1e-4 * expected[step]);
        }
    }

    [Theory]
    [MemberData(nameof(AdamRuns))]
    public void Adam_walks_PyTorchs_path(string options, string type)
    {
        using var scope = NewDisposeScope();
        var dtype = Enum.Parse<ScalarType>(type);
        var x = new Parameter(tensor([-1.5, -0.2, 0.0, 0.7, 3.0]).to(dtype));
        using var adam = AdamWith(options, x);
        foreach (var golden in File["adam"].GetProperty(options).GetProperty(type).EnumerateArray())
        {
            adam.zero_grad();
            (x.pow(4) / 4 - 2 * x + (5 * x).sin()).sum().backward();
            adam.step();
            var tolerance = dtype == ScalarType.Float64 ? 1e-12 : 5e-6;
            GoldenTensor.Read(golden).AssertMatches(x, tolerance, tolerance, options);
        }
    }

    internal static Adam AdamWith(string options, params Parameter[] parameters) => options switch
    {
        "plain" => optim.Adam(parameters),
        "weight decay" => optim.Adam(parameters, weight_decay: 0.1),
        "amsgrad" => optim.Adam(parameters, amsgrad: true),
        "maximize" => optim.Adam(parameters, maximize: true),
        "all" => optim.Adam(parameters, 0.02, 0.8, 0.95, 1e-6, 0.05, true, true),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options, "No such options."),
    };

    /// <summary>784-400-20-400-784, the layers in the order in which the golden script makes them.</summary>
    private sealed class SmallVae : nn.Module
    {
        private readonly Linear fc1 = nn.Linear(784, 400), mu = nn.Linear(400, 20), logvar = nn.Linear(400, 20);
        private readonly Linear fc3 = nn.Linear(20, 400), fc4 = nn.Linear(400, 784);

        public SmallVae() : base(nameof(SmallVae)) => RegisterComponents();

        public (Tensor Logits, Tensor Mu, Tensor LogVar) forward(Tensor x)
        {
            var h = F.relu(fc1.call(x));
            var (m, v) = (mu.call(h), logvar.call(h));
            var z = m + (0.5 * v).exp() * randn_like(m);
            return (fc4.call(F.relu(fc3.call(z))), m, v);
        }
    }
}
