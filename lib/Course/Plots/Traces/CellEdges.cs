namespace Course.Plots.Traces;

/// <summary>Edges of cells whose centres are known: halfway between neighbours, and as far again beyond the first and last.</summary>
internal static class CellEdges
{
    public static double[] Of(double[] centres)
    {
        int count = centres.Length;
        if (count == 0) return [];
        if (count == 1) return [centres[0] - 0.5, centres[0] + 0.5];
        var edges = new double[count + 1];
        for (int i = 1; i < count; i++) edges[i] = 0.5 * centres[i - 1] + 0.5 * centres[i];
        edges[0] = 2 * centres[0] - edges[1];
        edges[count] = 2 * centres[count - 1] - edges[count - 1];
        return edges;
    }

    /// <summary>Whether all cells are equally wide, up to rounding.</summary>
    public static bool AreEven(double[] edges)
    {
        double mean = (edges[^1] - edges[0]) / (edges.Length - 1);
        for (int i = 1; i < edges.Length; i++)
            if (Math.Abs(edges[i] - edges[i - 1] - mean) > 1e-6 * mean) return false;
        return true;
    }
}
