namespace LoraDsl;

/// <summary>How visible the property is by which the layer of a place is called.</summary>
public enum PlaceAccessibility
{
    /// <summary>As visible as the field that holds the layer.</summary>
    Field,

    /// <summary>To everybody.</summary>
    Public,

    /// <summary>In the assembly.</summary>
    Internal,

    /// <summary>In the class.</summary>
    Private,
}
