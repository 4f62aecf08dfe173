namespace Course.Kernel.Cells;

/// <summary>What surrounds the code of a cell, whichever cell it is that calls: the kernel, and the person in front of it.</summary>
internal interface INotebook
{
    /// <summary>Requests the running cell to stop.</summary>
    CancellationToken Interrupt { get; }

    /// <summary>Shows a value at a new place.</summary>
    /// <param name="place">The place's name.</param>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">The forms wanted; none means those that the value's type prefers.</param>
    void Show(string place, object? value, IReadOnlyCollection<string> mimeTypes);

    /// <summary>Shows text that is already in the form that <paramref name="mimeType"/> names.</summary>
    void ShowAs(string place, string text, string mimeType);

    /// <inheritdoc cref="Show"/>
    /// <summary>Shows another value at a place.</summary>
    void Update(string place, object? value, IReadOnlyCollection<string> mimeTypes);

    /// <summary>Takes away what the cell has shown so far.</summary>
    /// <param name="wait">Only when something new is shown.</param>
    void Clear(bool wait);

    /// <summary>Asks for a line of text.</summary>
    /// <param name="prompt">What stands before the input field.</param>
    /// <param name="isPassword">Whether the answer is not to be seen.</param>
    /// <exception cref="NotSupportedException">Nobody is there to answer.</exception>
    Task<string> AskAsync(string prompt, bool isPassword);
}
