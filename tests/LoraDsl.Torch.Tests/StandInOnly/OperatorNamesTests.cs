using System.Reflection;
using TorchSharp;
using TorchSharp.Interop;

namespace LoraDsl.Torch.Tests.StandInOnly;

public sealed class OperatorNamesTests
{
    [Fact]
    public void Every_operator_that_the_assembly_names_exists_in_this_libtorch()
    {
        var operators = typeof(torch).Assembly.GetTypes()
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(Operator))
            .Select(field => (Operator)field.GetValue(null)!)
            .ToArray();

        var missing = new List<string>();
        foreach (var named in operators)
        {
            try
            {
                named.LookUp();
            }
            catch (System.Runtime.InteropServices.ExternalException error)
            {
                missing.Add(error.Message);
            }
        }

        Assert.True(operators.Length > 300, $"only {operators.Length} operators were found");
        Assert.Empty(missing);
    }
}
