using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

/// <summary>The operations of the tables behind operations.json, under the same keys.</summary>
internal static partial class MoreOperations
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor[]>> ByKey = Build();

    private static Dictionary<string, Func<Tensor[], Tensor[]>> Build()
    {
        var table = new Dictionary<string, Func<Tensor[], Tensor[]>>();
        void One(string key, Func<Tensor, Tensor> f) => table.Add(key, x => [f(x[0])]);
        void Two(string key, Func<Tensor, Tensor, Tensor> f) => table.Add(key, x => [f(x[0], x[1])]);
        AddShapes(One, table.Add);
        AddElementwise(One);
        AddPairwise(Two);
        AddReductions(table.Add);
        AddProducts(table.Add);
        return table;
    }

    private static Tensor[] Pair((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];
}
