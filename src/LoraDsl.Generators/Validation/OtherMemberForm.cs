namespace LoraDsl.Generators.Validation;

/// <summary>Why a member that holds layers is not adapted.</summary>
internal enum OtherMemberForm
{
    /// <summary>Its type says that it holds several layers: an array, a list, a <c>ModuleList</c>.</summary>
    SeveralLayers,

    /// <summary>A layer of a kind that there is no adapter for.</summary>
    UnsupportedLayer,

    /// <summary>A static layer.</summary>
    StaticLayer,

    /// <summary>A layer of a base class without an attribute.</summary>
    InheritedLayer,

    /// <summary>A container of modules. What is put into it shows whether it holds layers.</summary>
    Container,

    /// <summary>Any module. What is assigned to it shows whether it is a layer.</summary>
    AnyModule,
}
