using System.Text;
using Course.Kernel.Protocol;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

public sealed class MessageTests
{
    private const string Header = "{\"msg_id\":\"1\",\"msg_type\":\"kernel_info_request\"}";

    // Python: hmac.new(b"secret", Header + "{}" + "{}" + "{}", hashlib.sha256).hexdigest()
    private const string Signature = "0fca6e189cdcc0095e523565e0900c86cd24e5e0bfab2105ab98d33a07a29a4e";

    private readonly MessageCodec _codec = new(new MessageSigner("secret"), TimeProvider.System);

    [Fact]
    public void A_genuine_message_is_read_once()
    {
        var message = _codec.Read(Frames("who", "<IDS|MSG>", Signature, Header, "{}", "{}", "{}", "a buffer"), out _);
        Assert.Equal(("1", "kernel_info_request", "kernel_info_reply"), (message!.Id, message.Type, message.ReplyType));
        Assert.Equal("who", Encoding.UTF8.GetString(Assert.Single(message.Identities).Span));
        Assert.Null(_codec.Read(Frames("<IDS|MSG>", Signature, Header, "{}", "{}", "{}"), out var problem));
        Assert.Contains("replay", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("its signature is wrong", "<IDS|MSG>", "", Header, "{}", "{}", "{}")]
    [InlineData("its signature is wrong", "<IDS|MSG>", Signature, Header, "{}", "{}", "{ }")]
    [InlineData("its signature is wrong", "<IDS|MSG>", "0FCA6E189CDCC0095E523565E0900C86CD24E5E0BFAB2105AB98D33A07A29A4E", Header, "{}", "{}", "{}")]
    [InlineData("lacks the delimiter or parts", "<IDS|MSG>", Signature, Header, "{}", "{}")]
    [InlineData("lacks the delimiter or parts", "who", Signature, Header, "{}", "{}", "{}", "{}")]
    [InlineData("lacks the delimiter or parts")]
    public void What_is_not_genuine_is_dropped(string reason, params string[] frames)
    {
        Assert.Null(_codec.Read(Frames(frames), out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "{}")]
    [InlineData("[]", "{}")]
    [InlineData(Header, "{\"a\":1} {}")]
    [InlineData(Header, "\u0001")]
    [InlineData("{\"msg_id\":1,\"msg_type\":2}", "{}")]
    [InlineData("{\"msg_id\":\"\\ud800\",\"msg_type\":\"x\"}", "{}")]
    public void What_is_not_a_message_is_dropped(string header, string content)
    {
        var codec = new MessageCodec(new MessageSigner(""), TimeProvider.System);
        Assert.Null(codec.Read(Frames("<IDS|MSG>", "", header, "{}", "{}", content), out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void What_one_side_writes_the_other_reads()
    {
        var reader = new MessageCodec(new MessageSigner("secret"), TimeProvider.System);
        var cause = _codec.Read(Frames("who", "<IDS|MSG>", Signature, Header, "{}", "{}", "{}"), out _)!;
        var frames = _codec.Write(cause.Identities, "stream", cause, json => json.WriteString("text", "≥ \ud800 <b>"));
        var message = reader.Read([.. frames], out var problem);
        Assert.Equal("", problem);
        Assert.Equal("1", message!.Parent.Text("msg_id"));
        // Half a surrogate pair is no text; it must not take the message with it.
        Assert.Equal("≥ \ufffd <b>", message.Content.Text("text"));
    }

    [Fact]
    public void Old_signatures_are_forgotten_so_that_memory_stays_bounded()
    {
        var signer = new MessageSigner("k");
        ReadOnlyMemory<byte>[] Parts(int i) => [BitConverter.GetBytes(i)];
        for (var i = 0; i <= MessageSigner.RememberedSignatures; i++)
            Assert.Null(signer.Check(signer.Sign(Parts(i)), Parts(i)));
        Assert.NotNull(signer.Check(signer.Sign(Parts(1)), Parts(1)));
        Assert.Null(signer.Check(signer.Sign(Parts(0)), Parts(0)));
    }

    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("a😀b", 3, 2)]
    [InlineData("a😀b", 4, 3)]
    [InlineData("", 0, 0)]
    public void Positions_are_translated_between_units_and_characters(string text, int units, int characters)
    {
        Assert.Equal(characters, CodePoints.Count(text, units));
        Assert.Equal(units, CodePoints.Units(text, characters));
        Assert.Equal(text.Length, CodePoints.Units(text, int.MaxValue));
    }

    [Fact]
    public void History_gives_the_tail_a_range_and_what_fits_a_pattern()
    {
        var history = new ExecutionHistory();
        string[] codes = ["var a = 1;", "a", "a", "b.*"];
        for (var i = 0; i < codes.Length; i++)
            history.Add(i + 1, codes[i], null);
        Assert.Equal([3, 4], history.Tail(2).Select(e => e.Number));
        Assert.Equal([2, 3], history.Range(0, 2, 4).Select(e => e.Number));
        Assert.Empty(history.Range(7, 0, null));
        Assert.Equal([1], history.Search("var*", null, false).Select(e => e.Number));
        Assert.Equal([2, 3], history.Search("?", null, false).Select(e => e.Number));
        Assert.Equal([3], history.Search("a", null, unique: true).Select(e => e.Number));
        Assert.Equal([4], history.Search("*", 1, false).Select(e => e.Number));
        Assert.Equal([4], history.Search("b.*", null, false).Select(e => e.Number));
    }

    private static ReadOnlyMemory<byte>[] Frames(params string[] frames) => [.. frames.Select(f => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(f)))];
}
