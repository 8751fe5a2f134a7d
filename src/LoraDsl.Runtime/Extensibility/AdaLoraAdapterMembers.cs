using LoraDsl.Adapters;
using LoraDsl.Methods;

namespace LoraDsl.Extensibility;

/// <summary>What reports of a training say of an adapter of AdaLoRA.</summary>
public static class AdaLoraAdapterMembers
{
    extension(AdaLoraAdapter adapter)
    {
        /// <summary>A budget that the adapter has for itself, or <see langword="null"/> when it draws on its model's.</summary>
        public AdapterBudget? Budget => adapter.Budget;
    }
}
