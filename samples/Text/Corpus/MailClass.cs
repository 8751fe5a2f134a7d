namespace TextSample.Corpus;

/// <summary>What mails are told apart by. The numbers are the model's labels.</summary>
internal enum MailClass
{
    /// <summary>Mail that somebody wanted.</summary>
    Ham = 0,

    /// <summary>Mail that nobody asked for.</summary>
    Spam = 1,
}
