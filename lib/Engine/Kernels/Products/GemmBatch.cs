namespace TorchSharp.Kernels;

/// <summary>Products of one shape, one after the other or, where the single one is too small to share, each on one thread.</summary>
internal readonly unsafe struct GemmBatch<T>(
    int m, int n, int k, T* a, long aBatchStride, long aRowStride, long aColStride,
    T* b, long bBatchStride, long bRowStride, long bColStride, T* c, long cBatchStride, long cRowStride, bool accumulate)
    where T : unmanaged
{
    /// <summary>Multiplications beyond which one product occupies all threads well.</summary>
    private const long LargeProducts = 8_000_000;

    /// <summary>Multiplications of one job: many tiny products go together.</summary>
    private const long JobProducts = 100_000;

    public static void Run(int batch, in GemmBatch<T> products)
    {
        long each = Math.Max(1, products.Products);
        if (each >= LargeProducts || batch * each < JobProducts)
        {
            for (int i = 0; i < batch; i++)
                products.Multiply(i);
            return;
        }

        int perJob = (int)Math.Clamp(JobProducts / each, 1, batch);
        ParallelFor.Run((batch + perJob - 1) / perJob, new Body(products, batch, perJob));
    }

    private long Products => (long)m * n * k;

    private void Multiply(int i)
    {
        T* ai = a + (i * aBatchStride), bi = b + (i * bBatchStride), ci = c + (i * cBatchStride);
        if (typeof(T) == typeof(float))
            Gemm.Multiply(m, n, k, (float*)ai, aRowStride, aColStride, (float*)bi, bRowStride, bColStride, (float*)ci, cRowStride, accumulate);
        else
            Gemm.Multiply(m, n, k, (double*)ai, aRowStride, aColStride, (double*)bi, bRowStride, bColStride, (double*)ci, cRowStride, accumulate);
    }

    private readonly struct Body(GemmBatch<T> products, int batch, int perJob) : IParallelBody
    {
        public void Run(int job)
        {
            int last = (int)Math.Min((job + 1L) * perJob, batch);
            for (int i = job * perJob; i < last; i++)
                products.Multiply(i);
        }
    }
}
