namespace Course.Tables;

/// <summary>A column as it is shown.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Unit">Of its numbers, or null.</param>
/// <param name="IsNumber">Aligned at the decimal point instead of at the left.</param>
/// <param name="Cells">Text of each row.</param>
/// <param name="Best">Which rows are marked; empty for none.</param>
internal sealed record TableColumn(string Name, string? Unit, bool IsNumber, IReadOnlyList<string> Cells, IReadOnlyList<bool> Best)
{
    public bool IsBest(int row) => row < Best.Count && Best[row];

    /// <summary>The cells, padded at the right so that right-aligned numbers have their decimal points under each other.</summary>
    /// <param name="digit">A blank as wide as a digit.</param>
    /// <param name="point">A blank as wide as a point.</param>
    public IReadOnlyList<string> Aligned(char digit, char point)
    {
        if (!IsNumber) return Cells;
        int most = Cells.Select(Decimals).DefaultIfEmpty().Max();
        return [.. Cells.Select(cell => cell + Blank(Decimals(cell), most, digit, point))];
    }

    private static string Blank(int has, int most, char digit, char point) =>
        has == most ? "" : (has == 0 ? point.ToString() : "") + new string(digit, most - has);

    private static int Decimals(string cell)
    {
        int at = cell.IndexOf('.');
        return at < 0 ? 0 : cell[(at + 1)..].TakeWhile(char.IsAsciiDigit).Count();
    }
}
