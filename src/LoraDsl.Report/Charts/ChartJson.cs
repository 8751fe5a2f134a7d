using System.Text.Json.Serialization;

namespace LoraDsl.Reports.Html.Charts;

/// <summary>Writes what the page's script reads. The default encoder escapes what could end the element that it stands in.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(PageCharts))]
internal sealed partial class ChartJson : JsonSerializerContext;
