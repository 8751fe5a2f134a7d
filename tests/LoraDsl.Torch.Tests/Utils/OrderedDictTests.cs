using TorchSharp.Utils;

namespace LoraDsl.Torch.Tests.Utils;

public class OrderedDictTests
{
    [Fact]
    public void Order_is_that_of_insertion_and_a_set_keeps_the_place()
    {
        var dictionary = new OrderedDict<string, int> { { "b", 1 }, { "a", 2 } };
        dictionary["b"] = 3;
        dictionary.Insert(1, ("c", 4));
        Assert.Equal([("b", 3), ("c", 4), ("a", 2)], Pairs(dictionary));
        Assert.Equal(["b", "c", "a"], dictionary.Keys);
        Assert.Equal([3, 4, 2], dictionary.Values);
    }

    [Fact]
    public void Pairs_are_removed_by_key_by_pair_and_by_place()
    {
        var dictionary = new OrderedDict<string, int> { { "a", 1 }, { "b", 2 }, { "c", 3 } };
        Assert.Throws<KeyNotFoundException>(() => dictionary.Remove("z"));
        Assert.True(dictionary.Remove("a"));
        dictionary.RemoveAt(1);
        Assert.Equal([("b", 2)], Pairs(dictionary));
        Assert.False(dictionary.ContainsKey("c"));
        dictionary.clear();
        Assert.Empty(dictionary.Keys);
    }

    [Fact]
    public void A_key_that_is_there_is_refused()
    {
        var dictionary = new OrderedDict<string, int> { { "a", 1 }, { "b", 2 } };
        Assert.Throws<ArgumentException>(() => dictionary.Add("a", 3));
        Assert.Equal(1, dictionary.IndexOf(("b", 2)));
        Assert.Equal(-1, dictionary.IndexOf(("b", 3)));
    }

    private static List<(string, int)> Pairs(OrderedDict<string, int> dictionary) => [.. dictionary];
}
