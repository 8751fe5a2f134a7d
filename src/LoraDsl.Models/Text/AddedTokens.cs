using System.Text.Json.Nodes;

namespace LoraDsl.Models.Text;

/// <summary>Tokens that were added to a vocabulary, most of them special: they are found in a text before it is cut.</summary>
internal sealed class AddedTokens
{
    private AddedTokens(Dictionary<string, int> ids, HashSet<int> special) => (Ids, Special) = (ids, special);

    /// <summary>Their numbers.</summary>
    public IReadOnlyDictionary<string, int> Ids { get; }

    /// <summary>Those that stand for no text.</summary>
    public IReadOnlySet<int> Special { get; }

    /// <summary>The greatest number; -1 without any.</summary>
    public int Greatest => Ids.Values.DefaultIfEmpty(-1).Max();

    /// <summary>Reads them from <c>tokenizer.json</c>, or from <c>tokenizer_config.json</c> where there is no such file.</summary>
    public static AddedTokens Of(TokenizerFiles files)
    {
        var (ids, special) = (new Dictionary<string, int>(StringComparer.Ordinal), new HashSet<int>());
        if (files.Json?["added_tokens"] is JsonArray list)
        {
            foreach (var token in list)
                Add(token, token?["id"] is JsonValue value && value.TryGetValue<int>(out var id) ? id : null);
        }
        else if (files.Config["added_tokens_decoder"] is JsonObject byId)
        {
            foreach (var (key, token) in byId)
                Add(token, int.TryParse(key, out var id) ? id : null);
        }

        return new AddedTokens(ids, special);

        void Add(JsonNode? token, int? id)
        {
            if (token is not JsonObject || TokenizerFiles.Text(token["content"]) is not { } content || id is not { } number)
                return;
            ids[content] = number;
            if (TokenizerFiles.Flag(token["special"]) ?? false)
                special.Add(number);
        }
    }

    /// <summary>A special token by its role, where the files name it.</summary>
    /// <param name="files">The files.</param>
    /// <param name="role">The role, such as <c>pad_token</c>.</param>
    /// <param name="own">The number of a token of the vocabulary itself.</param>
    public int? Of(TokenizerFiles files, string role, Func<string, int?> own) => files.Special(role) is not { } token ? null
        : Ids.TryGetValue(token, out var id) ? id
        : own(token);
}
