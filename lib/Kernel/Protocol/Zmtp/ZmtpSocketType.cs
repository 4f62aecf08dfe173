namespace Course.Kernel.Protocol.Zmtp;

/// <summary>The names of socket types on the wire, and who may talk to whom.</summary>
internal static class ZmtpSocketType
{
    public const string Router = "ROUTER";
    public const string Dealer = "DEALER";
    public const string Publisher = "PUB";
    public const string Subscriber = "SUB";
    public const string Request = "REQ";
    public const string Reply = "REP";

    public static bool Fits(string own, string peer) => own switch
    {
        Router => peer is Dealer or Request or Router,
        Dealer => peer is Router or Reply or Dealer,
        Publisher => peer is Subscriber or "XSUB",
        Subscriber => peer is Publisher or "XPUB",
        Reply => peer is Request or Dealer,
        Request => peer is Reply or Router,
        _ => false,
    };
}
