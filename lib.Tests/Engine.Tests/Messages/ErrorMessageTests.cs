using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Messages;

public sealed class ErrorMessageTests
{
    /// <summary>Mistakes, and what a message must contain for its reader to find them.</summary>
    private static readonly Dictionary<string, (Action Mistake, string[] Says)> Mistakes = new()
    {
        ["mm"] = (() => ones(128, 784).mm(ones(400, 20)), ["mat1 [128, 784] and mat2 [400, 20]: inner dimensions 784 and 400 differ"]),
        ["matmul"] = (() => ones(128, 784).matmul(ones(400, 20)), ["mat1 [128, 784] and mat2 [400, 20]: inner dimensions 784 and 400 differ"]),
        ["matmul, batches"] = (() => ones(2, 3, 4).matmul(ones(2, 5, 6)), ["[2, 3, 4]", "[2, 5, 6]", "4 and 5"]),
        ["matmul, batches that do not broadcast"] = (() => ones(2, 3, 4).matmul(ones(3, 4, 5)), ["[2]", "[3]"]),
        ["matmul, types"] = (() => ones(2, 2).matmul(ones(2, 2, float64)), ["Float32", "Float64"]),
        ["matmul, 0-d"] = (() => ones([]).matmul(ones(2, 2)), ["[]", "[2, 2]"]),
        ["bmm"] = (() => ones(2, 3, 4).bmm(ones(3, 4, 5)), ["[2, 3, 4]", "[3, 4, 5]"]),
        ["mv"] = (() => ones(2, 3).mv(ones(4)), ["[2, 3]", "[4", "3 and 4"]),
        ["dot"] = (() => ones(3).dot(ones(4)), ["[3]", "[4]"]),
        ["linear"] = (() => nn.functional.linear(ones(128, 784), ones(20, 400)), ["[128, 784]", "[20, 400]", "784 and 400"]),
        ["linear, bias"] = (() => nn.functional.linear(ones(1, 2), ones(3, 2), ones(2)), ["[2]", "[3, 2]"]),
        ["broadcast"] = (() => _ = ones(2, 3) + ones(2, 4), ["[2, 3]", "[2, 4]", "3 and 4", "dimension 1"]),
        ["where"] = (() => where(ones(2) > 0, ones(2), ones(3)), ["[2]", "[3]"]),
        ["view"] = (() => ones(2, 3).t().view(6), ["[6]", "[3, 2]", "reshape"]),
        ["view, count"] = (() => ones(2, 3).view(4, -1), ["[4, -1]", "6"]),
        ["reshape"] = (() => ones(2, 3).reshape(5), ["[5]", "6"]),
        ["expand"] = (() => ones(2, 3).expand(2, 4), ["[2, 3]", "[2, 4]"]),
        ["permute"] = (() => ones(2, 3).permute(0), ["[2, 3]", "[0]"]),
        ["permute, twice"] = (() => ones(2, 3).permute(1, 1), ["[1, 1]"]),
        ["transpose"] = (() => ones(2, 3).transpose(0, 2), ["2", "-2 to 1"]),
        ["cat"] = (() => cat([ones(2, 3), ones(2, 4)]), ["[2, 3]", "[2, 4]", "dimension 0"]),
        ["stack"] = (() => stack([ones(2), ones(3)]), ["[2]", "[3]"]),
        ["split"] = (() => ones(5).split([2, 2]), ["[2, 2]", "5"]),
        ["index"] = (() => _ = ones(2, 3)[2], ["Index 2", "size 2", "[2, 3]"]),
        ["index, too many"] = (() => _ = ones(2, 3)[0, 0, 0], ["0-dim"]),
        ["index tensor"] = (() => _ = ones(2, 3)[tensor([2L])], ["size 2"]),
        ["index, mask"] = (() => _ = ones(2, 3)[ones(3) > 0], ["[3]", "[2, 3]"]),
        ["index_select"] = (() => ones(2, 3).index_select(1, tensor([3L])), ["Index 3", "dimension 1", "size 3"]),
        ["gather"] = (() => ones(2, 3).gather(1, zeros(3, 3, int64)), ["[3, 3]", "[2, 3]"]),
        ["scatter_add"] = (() => ones(2, 3).scatter_add(0, tensor(new long[,] { { 5 } }), ones(1, 1)), ["Index 5", "size 2"]),
        ["narrow"] = (() => ones(2, 3).narrow(1, 2, 2), ["(1, 2, 2)", "size 3", "[2, 3]"]),
        ["squeeze"] = (() => ones(2).squeeze(1), ["1", "-1 to 0"]),
        ["copy_"] = (() => ones(2).copy_(ones(3)), ["[3]", "[2]"]),
        ["assignment"] = (() => ones(2, 3)[0] = ones(2), ["[2]", "[3]"]),
        ["max of nothing"] = (() => zeros(0, 3).max(), ["[0, 3]"]),
        ["mean of integers"] = (() => ones(2, int64).mean(), ["Int64"]),
        ["bce, shapes"] = (() => nn.functional.binary_cross_entropy_with_logits(ones(2), ones(3)), ["[2]", "[3]"]),
        ["bce, range"] = (() => nn.functional.binary_cross_entropy(ones(2) * 2, ones(2)), ["between 0 and 1"]),
        ["gradient"] = (() => ones(2).requires_grad_().grad = ones(3), ["[3]", "[2]"]),
        ["truth"] = (() => ones(2).is_nonzero(), ["[2]"]),
        ["cuda"] = (() => ones(2, device: new Device("cuda:1")), ["cuda:1", "TorchBackend"]),
        ["cuda()"] = (() => ones(2).cuda(), ["cuda", "TorchBackend"]),
        ["to cuda"] = (() => ones(2).to("cuda"), ["cuda"]),
        ["half"] = (() => ones(2, ScalarType.Float16), ["Float16", "Float32"]),
        ["randint"] = (() => randint(3, 3, [2L]), ["3 and 3"]),
        ["bernoulli_"] = (() => ones(2).bernoulli_(1.5), ["1.5"]),
        ["bernoulli"] = (() => (ones(2) * 2).bernoulli(), ["2"]),
        ["normal_"] = (() => ones(2).normal_(0, -1), ["-1"]),
        ["arange"] = (() => arange(0, 5, -1), ["0 to 5", "-1"]),
        ["fan"] = (() => nn.init.xavier_uniform_(ones(3)), ["[3]"]),
    };

    private static readonly Dictionary<string, (Action Mistake, string[] Says)> ArgumentMistakes = new()
    {
        ["jagged array"] = (() => from_array(new[] { new[] { 1f }, new[] { 1f, 2f } }), ["jagged", "float[,]"]),
        ["array of strings"] = (() => from_array(new[] { "a" }), ["String"]),
        ["wrong count"] = (() => tensor(new[] { 1f, 2f, 3f }, [2, 2]), ["3 values", "[2, 2]"]),
        ["item of many"] = (() => ones(2, 3).item<float>(), ["[2, 3]"]),
        ["item of another type"] = (() => ones(1, int64).item<float>(), ["Int64", "item<long>()"]),
        ["data of another type"] = (() => ones(1).data<double>(), ["Float32", "data<float>()"]),
        ["data set"] = (() => utils.data.TensorDataset(ones(2), ones(3)), ["[2]", "[3]"]),
        ["device"] = (() => _ = new Device("abacus"), ["abacus", "cpu"]),
        ["Adam"] = (() => optim.Adam(Array.Empty<TorchSharp.Modules.Parameter>(), lr: -1), ["-1"]),
        ["state"] = (() => nn.Linear(2, 3).load_state_dict(new() { ["weight"] = ones(2, 2), ["bias"] = ones(3) }), ["weight", "[3, 2]", "[2, 2]"]),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    public static TheoryData<string> ArgumentNames => [.. ArgumentMistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_shows_the_shapes_and_values_that_do_not_fit(string mistake) =>
        Says(Mistakes[mistake].Says, Assert.Throws<ExternalException>(Mistakes[mistake].Mistake).Message);

    [Theory]
    [MemberData(nameof(ArgumentNames))]
    public void A_wrong_argument_is_named_with_what_to_use_instead(string mistake) =>
        Says(ArgumentMistakes[mistake].Says, Assert.ThrowsAny<ArgumentException>(ArgumentMistakes[mistake].Mistake).Message);

    private static void Says(string[] parts, string message)
    {
        foreach (var part in parts) Assert.Contains(part, message);
    }
}
