using System.Globalization;
using LoraDsl.Models.Host;
using static TorchSharp.torch;

var (weights, peak, seconds) = LoadedModel.Measure(args[0], args[1], Enum.Parse<ScalarType>(args[2]));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{weights} {peak} {seconds:F2}"));
