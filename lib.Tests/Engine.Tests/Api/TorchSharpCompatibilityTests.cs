using static TorchSharp.torch;

namespace TorchSharp.Tests.Api;

/// <summary>What the engine offers in namespace TorchSharp, TorchSharp 0.107 offers too: code written here runs there.</summary>
public sealed class TorchSharpCompatibilityTests
{
    [Fact]
    public void Every_public_member_exists_in_TorchSharp()
    {
        if (ReferenceFile() is not { } reference)
        {
            Assert.Skip("The list of TorchSharp's members (../shared/reference/torchsharp-0.107-api.txt) is not beside this repository.");
            return;
        }
        var known = File.ReadLines(reference).ToHashSet();
        var members = PublicMembers.Of(typeof(torch).Assembly).ToList();
        Assert.True(members.Count(known.Contains) > 500, "Hardly any member is known: the notation of the list must have changed.");
        var unknown = members.Where(member => !known.Contains(member)).ToList();
        Assert.True(unknown.Count == 0, $"TorchSharp 0.107 lacks {unknown.Count} members:\n{string.Join('\n', unknown)}");
    }

    /// <summary>Names of a result's parts are not in the list; these are as TorchSharp's documentation and tests use them.</summary>
    [Fact]
    public void Parts_of_a_result_have_the_names_that_TorchSharp_gives_them()
    {
        var x = rand(3, 3);
        Tensor[] places =
        [
            x.max(0).indexes, min(x, 0).indexes, x.topk(1).indexes, topk(x, 1).indices, x.sort().Indices, sort(x).indices, x.kthvalue(1, 0).indices,
            kthvalue(x, 1, 0).indices, x.mode().indices, mode(x).indices, x.cummax(0).indexes, cummin(x, 0).indices, x.unique(return_counts: true).counts!,
            nn.MaxPool1d(2).forward_with_indices(x.unsqueeze(0)).Indices, nn.functional.max_pool1d_with_indices(x.unsqueeze(0), 2).indices,
        ];
        Assert.All(places, tensor => Assert.Equal(int64, tensor.dtype));
        Tensor[] numbers =
        [
            x.max(0).values, min(x, 0).values, x.sort().Values, sort(x).values, x.aminmax().min, aminmax(x).max, x.std_mean().std, std_mean(x, 0).mean,
            x.var_mean().var, x.var_mean(new[] { 0L }).std, var_mean(x, 0).var, slogdet(x).res, linalg.qr(x).Q, linalg.svd(x).Vh, linalg.inv_ex(x).L,
            linalg.lu(x).P, linalg.lu_factor(x).LU, linalg.lstsq(x, x).Solution, lu(x).A_LU, x.frexp().Mantissa,
            nn.Linear(1, 1).named_parameters().First().parameter,
        ];
        Assert.All(numbers, tensor => Assert.Equal(float32, tensor.dtype));
    }

    private static string? ReferenceFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Course.sln"))) continue;
            var file = Path.Combine(folder.FullName, "../shared/reference/torchsharp-0.107-api.txt");
            return File.Exists(file) ? file : null;
        }
        return null;
    }
}
